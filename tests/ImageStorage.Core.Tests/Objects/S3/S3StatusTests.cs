using Amazon.S3;
using ImageStorage.Aws;
using ImageStorage.Resilience;
using ImageStorage.Testing.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Objects.S3;

/// <summary>Every HTTP status of failure, each with S3's XML and with an empty body.</summary>
public sealed class S3StatusTests : IAsyncDisposable
{
    private readonly FaultProxy _proxy = new(new Uri("http://127.0.0.1:9"));
    private readonly IAmazonS3 _client;
    private readonly ResilientObjectStore _store;

    public S3StatusTests()
    {
        _client = AwsClients.CreateS3(MotoBucket.Configuration(_proxy.Endpoint));
        _store = new ResilientObjectStore(new S3ObjectStore(_client, "a-bucket"), NullLogger.Instance, TimeProvider.System, random: () => 0);
    }

    public static TheoryData<int> Statuses => [.. Enumerable.Range(400, 200)];

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _proxy.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Put_is_tried_again_for_408_429_and_5xx_and_nothing_else(int status)
    {
        _proxy.Program = _ => Fault.Answer(status, "SomethingElse");

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _store.PutAsync(Uploads.Of("quiz", "a"), default));

        var attempts = status is 408 or 429 or >= 500 ? 3 : 1;
        Assert.Equal((Expected(status), attempts), (error.Error, error.Attempts));
        Assert.Equal(attempts, _proxy.Requests.Count(request => request.Method == "PUT"));
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Delete_is_tried_again_for_408_429_and_5xx_and_nothing_else(int status)
    {
        _proxy.Program = _ => Fault.Answer(status);

        var error = await Record.ExceptionAsync(() => _store.DeleteAsync(ObjectKey.Parse("generated_images/quiz.webp"), default)) as ImageStorageException;

        Assert.Equal(status is 404 ? null : Expected(status), error?.Error);
        Assert.Equal(status is 408 or 429 or >= 500 ? 3 : 1, _proxy.Requests.Count);
    }

    private static ImageStorageError Expected(int status) => status switch
    {
        401 => ImageStorageError.CredentialsNotFound,
        403 => ImageStorageError.StorageAccessDenied,
        404 => ImageStorageError.BucketNotFound,
        _ => ImageStorageError.StorageUnavailable,
    };
}
