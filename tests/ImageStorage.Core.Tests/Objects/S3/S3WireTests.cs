using Amazon.S3;
using ImageStorage.Aws;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Objects.S3;

public sealed class S3WireTests(MotoServer moto) : IAsyncLifetime
{
    private MotoBucket _bucket = null!;
    private FaultProxy _proxy = null!;
    private IAmazonS3 _client = null!;
    private S3ObjectStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _bucket = await MotoBucket.CreateAsync(moto);
        _proxy = new FaultProxy(_bucket.Endpoint);
        _client = AwsClients.CreateS3(MotoBucket.Configuration(_proxy.Endpoint));
        _store = new S3ObjectStore(_client, _bucket.Name);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _bucket?.Dispose();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
    }

    private async Task<SeenRequest> PutAsync(ObjectUpload upload)
    {
        await _store.PutAsync(upload, default);
        return Assert.Single(_proxy.Requests, request => request.Method == "PUT");
    }

    [Fact]
    public async Task Put_sends_the_bytes_as_they_are_without_chunks_or_trailers()
    {
        var upload = Uploads.Of("quiz", new byte[100_000]);

        var request = await PutAsync(upload);

        Assert.Equal(upload.Data.ToArray(), request.Body);
        Assert.Empty(request.Header("Content-Encoding").Concat(request.Header("Transfer-Encoding")).Concat(request.Header("x-amz-trailer")));
    }

    [Fact]
    public async Task Put_sends_one_checksum_which_is_the_uploads()
    {
        var upload = Uploads.Of("quiz", "a");

        var request = await PutAsync(upload);

        Assert.Equal(
            [("x-amz-checksum-sha256", upload.Sha256.Base64)],
            request.Headers.Where(header => header.Key.StartsWith("x-amz-checksum-", StringComparison.OrdinalIgnoreCase))
                .Select(header => (header.Key.ToLowerInvariant(), header.Value)));
        Assert.Equal([upload.Sha256.Hex], request.Header("x-amz-content-sha256"));
    }

    [Fact]
    public async Task Put_sends_the_headers_that_caches_and_the_expiry_rule_read()
    {
        var request = await PutAsync(Uploads.Of("quiz", "a"));

        Assert.Equal(
            ["public, max-age=31536000, immutable", "image/webp", "lifecycle=standard", "*"],
            new[] { "Cache-Control", "Content-Type", "x-amz-tagging", "If-None-Match" }.SelectMany(request.Header));
    }

    [Fact]
    public async Task Put_with_Overwrite_sends_no_condition()
    {
        var request = await PutAsync(Uploads.Of("quiz", "a") with { Overwrite = true });

        Assert.Empty(request.Header("If-None-Match"));
    }

    [Fact]
    public async Task Put_is_one_request()
    {
        await PutAsync(Uploads.Of("quiz", "a"));

        Assert.Single(_proxy.Requests);
    }

    [Fact]
    public async Task Get_sends_the_known_ETag_quoted()
    {
        var stored = await _store.PutAsync(Uploads.Of("quiz", "a"), default);

        await _store.GetAsync(ObjectKey.Parse(stored.Key), stored.ETag, default);

        Assert.Equal([$"\"{stored.ETag}\""], Assert.Single(_proxy.Requests, request => request.Method == "GET").Header("If-None-Match"));
    }

    [Fact]
    public async Task Put_that_asks_for_metadata_of_any_script_sends_ascii()
    {
        var request = await PutAsync(Uploads.Of("quiz", "a"));

        Assert.StartsWith("=?UTF-8?B?", Assert.Single(request.Header("x-amz-meta-teacher-id")), StringComparison.Ordinal);
    }
}
