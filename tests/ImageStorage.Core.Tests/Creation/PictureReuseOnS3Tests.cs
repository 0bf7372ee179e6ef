using Amazon.S3;
using Amazon.S3.Model;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Generation.Offline.Drawing;
using ImageStorage.Objects;
using ImageStorage.Objects.S3;
using ImageStorage.Optimization;
using ImageStorage.Records;
using ImageStorage.Records.Sqlite;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Bedrock;
using ImageStorage.Testing.Faults;
using ImageStorage.Urls;

namespace ImageStorage.Creation;

/// <summary>-ReuseExisting with pictures in S3: what is copied, what it costs when it cannot be, and what the record says then.</summary>
public sealed class PictureReuseOnS3Tests(MotoServer moto) : IAsyncLifetime
{
    private const string Original = "generated_images/quiz-1.webp";
    private const string Copy = "generated_images/quiz-2.webp";

    private readonly TemporaryFolder _folder = new();
    private readonly BedrockFixture _bedrock = new(random: () => 0);
    private MotoBucket _bucket = null!;
    private FaultProxy _proxy = null!;
    private IAmazonS3 _client = null!;
    private SqliteAssignmentRepository _records = null!;
    private ImageCreation _creation = null!;

    public async ValueTask InitializeAsync()
    {
        _bucket = await MotoBucket.CreateAsync(moto);
        _proxy = new FaultProxy(_bucket.Endpoint);
        var configuration = MotoBucket.Configuration(_proxy.Endpoint) with { ImageModelId = BedrockFixture.Core };
        _client = AwsClients.CreateS3(configuration);
        _records = new SqliteAssignmentRepository(_folder.File("assignments.db"));
        var time = new SkippingTimeProvider(TimeSpan.FromSeconds(5));
        var objects = new ResilientObjectStore(new S3ObjectStore(_client, _bucket.Name), _bedrock.Logger, time, random: () => 1);
        var outcome = new UploadOutcome(new S3UrlProvider(_client, _bucket.Name, time), configuration);
        var context = new ServiceContext(configuration, new OperationRunner(_bedrock.Logger, time), _bedrock.Logger, time);
        _creation = new ImageCreation(_bedrock.Generator, new VipsImageOptimizer(), objects, _records, outcome, context);
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Stability(BedrockFixture.Picture, 7));
        await CreateAsync("quiz-1");
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _bucket?.Dispose();
        _records?.Dispose();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        await _bedrock.DisposeAsync();
        _folder.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Picture_of_another_record_is_copied_and_belongs_to_its_own_assignment()
    {
        var copy = await CreateAsync("quiz-2", reuse: true);

        Assert.Equal((true, Copy, 1), (copy.Reused, copy.Key, _bedrock.Stub.Requests.Count));
        var (original, copied) = (await _bucket.Store.GetAsync(ObjectKey.Parse(Original), null, Token), await _bucket.Store.GetAsync(ObjectKey.Parse(Copy), null, Token));
        Assert.Equal(original.Data, copied.Data);
        Assert.Equal(("quiz-2", "png"), (copied.Stored.Metadata.AssignmentId, copied.Stored.Metadata.OriginalFormat));
    }

    [Fact]
    public async Task Original_whose_bytes_are_not_those_of_its_own_hash_is_made_anew_with_a_warning()
    {
        var head = await _bucket.Store.HeadAsync(ObjectKey.Parse(Original), Token);
        await _bucket.Client.DeleteObjectAsync(_bucket.Name, Original, Token);
        await PutAsync(Original, [.. BedrockFixture.Picture, 0], head!.Metadata.Sha256!);

        await AssertMadeAnewAsync();
    }

    [Fact]
    public async Task Original_that_was_replaced_past_its_record_is_made_anew_with_a_warning()
    {
        await _bucket.Store.PutAsync(Uploads.Of("quiz-1", BedrockFixture.Picture) with { Overwrite = true }, Token);

        await AssertMadeAnewAsync();
    }

    [Fact]
    public async Task Original_that_is_gone_is_made_anew_with_a_warning()
    {
        await _bucket.Store.DeleteAsync(ObjectKey.Parse(Original), Token);

        await AssertMadeAnewAsync();
    }

    [Fact]
    public async Task Original_whose_record_names_no_key_of_a_picture_is_made_anew_with_a_warning()
    {
        var record = await RecordAsync("quiz-1");
        await _records.UpdateAsync(record!, record! with { S3ImageKey = "https://elsewhere.example/kite.webp" }, Token);

        await AssertMadeAnewAsync();
    }

    [Fact]
    public async Task Original_that_a_failing_store_does_not_give_is_an_error_before_anything_is_paid_or_recorded()
    {
        _proxy.Program = request => request.Target.Contains("quiz-1", StringComparison.Ordinal) ? Fault.Answer(503, "SlowDown") : Fault.None;

        var error = await FailAsync();

        Assert.Equal((ImageStorageError.StorageUnavailable, 1), (error.Error, _bedrock.Stub.Requests.Count));
        Assert.Null(await RecordAsync("quiz-2"));
    }

    [Fact]
    public async Task Copy_that_cannot_be_stored_is_recorded_as_failed_and_copied_when_asked_again()
    {
        _proxy.Program = request => request.Method == "PUT" ? Fault.Answer(503, "SlowDown") : Fault.None;

        var error = await FailAsync();

        Assert.Equal((ImageStorageError.StorageUnavailable, 3), (error.Error, error.Attempts));
        var record = await RecordAsync("quiz-2");
        Assert.Equal((S3UploadStatus.Failed, 3, null), (record!.S3UploadStatus, record.S3UploadAttempts, record.CloudFrontUrl));
        Assert.StartsWith("StorageUnavailable: ", record.S3UploadError, StringComparison.Ordinal);
        Assert.Equal(S3UploadStatus.Success, (await RecordAsync("quiz-1"))!.S3UploadStatus);

        _proxy.Program = _ => Fault.None;
        var copy = await CreateAsync("quiz-2", reuse: true);
        Assert.Equal((S3UploadStatus.Success, true, 1), (copy.Status, copy.Reused, _bedrock.Stub.Requests.Count));
    }

    [Fact]
    public async Task Copy_whose_answers_are_all_lost_succeeds_when_the_object_is_there()
    {
        _proxy.Program = request => request.Method == "PUT" ? Fault.DropAnswer : Fault.None;

        var copy = await CreateAsync("quiz-2", reuse: true);

        Assert.Equal((S3UploadStatus.Success, 1, 1), (copy.Status, await _bucket.CountVersionsAsync(Copy), _bedrock.Stub.Requests.Count));
    }

    private async Task AssertMadeAnewAsync()
    {
        var made = await CreateAsync("quiz-2", reuse: true);

        Assert.Equal((S3UploadStatus.Success, false, 2), (made.Status, made.Reused, _bedrock.Stub.Requests.Count));
        Assert.Contains("'quiz-1'", made.Warning, StringComparison.Ordinal);
        Assert.Contains("Repair-AssignmentImage", made.Warning, StringComparison.Ordinal);
    }

    /// <summary>Stores as a client does that sends no checksum and keeps the metadata of other bytes.</summary>
    private async Task PutAsync(string key, byte[] data, string sha256)
    {
        using var stream = new MemoryStream(data);
        var request = new PutObjectRequest { BucketName = _bucket.Name, Key = key, InputStream = stream, ContentType = "image/webp" };
        request.Metadata["sha256"] = sha256;
        await _bucket.Client.PutObjectAsync(request, Token);
    }

    private Task<Assignment?> RecordAsync(string id) => _records.FindAsync(id, Token);

    private Task<ImageStorageException> FailAsync() => Assert.ThrowsAsync<ImageStorageException>(() => CreateAsync("quiz-2", reuse: true));

    private Task<AssignmentImage> CreateAsync(string id, bool reuse = false) => _creation.CreateAsync(
        id, new NewImageRequest { AssignmentId = id, Prompt = "A red kite", ReuseExisting = reuse }, "0123456789abcdef0123456789abcdef", null, Token);
}
