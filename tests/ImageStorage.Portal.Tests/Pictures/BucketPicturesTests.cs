using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using ImageStorage.Portal.Browser;
using ImageStorage.Testing;

namespace ImageStorage.Portal.Pictures;

/// <summary>Pictures from a bucket without CloudFront, which the portal serves like those of the embedded store.</summary>
public sealed class BucketPicturesTests(MotoServer moto) : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private TestBucket? _bucket;
    private PortalServer? _portal;
    private AssignmentImage? _made;

    private PortalServer Portal => _portal ?? throw new InvalidOperationException("The portal is not running.");

    private AssignmentImage Made => _made ?? throw new InvalidOperationException("No picture was made.");

    private Uri Url => new(Portal.Address, PictureUrl.Of(Made.Assignment));

    public async ValueTask InitializeAsync()
    {
        _bucket = await TestBucket.MakeAsync(moto);
        _portal = await PortalServer.StartAsync(
            $"--{SettingName.S3BucketName}={_bucket.Name}", $"--{SettingName.S3EndpointUrl}={_bucket.Endpoint.AbsoluteUri}",
            $"--{SettingName.ImageModelId}={ImageModelId.Offline}");
        _made = await Portal.MakeAsync("A picture of a bucket");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_portal is not null)
            await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Get_with_the_version_sends_the_bytes_for_ever()
    {
        using var answer = await _client.GetAsync(Url, TestContext.Current.CancellationToken);

        Assert.StartsWith(PictureUrl.Path, PictureUrl.Of(Made.Assignment), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Made.Sha256, await HashAsync(answer));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal($"\"{Made.Sha256}\"", answer.Headers.ETag!.Tag);
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Get_with_the_known_ETag_sends_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{Made.Sha256}\""));
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_of_a_range_sends_that_part()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        request.Headers.Range = new RangeHeaderValue(8, 11);
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(Made.OptimizedSizeBytes, answer.Content.Headers.ContentRange!.Length);
        Assert.Equal("WEBP"u8.ToArray(), await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Get_without_a_version_after_the_picture_was_replaced_sends_the_new_one()
    {
        var plain = new Uri(Portal.Address, $"{PictureUrl.Path}/{Made.AssignmentId}");
        using (var before = await _client.GetAsync(plain, TestContext.Current.CancellationToken))
            Assert.Equal(Made.Sha256, await HashAsync(before));
        var replaced = await Portal.Storage.Assignments.CreateImageAsync(
            new NewImageRequest { AssignmentId = Made.AssignmentId, Seed = 7, Force = true }, progress: null, TestContext.Current.CancellationToken);

        using var answer = await _client.GetAsync(plain, TestContext.Current.CancellationToken);

        Assert.NotEqual(Made.Sha256, replaced.Sha256);
        Assert.Equal(replaced.Sha256, await HashAsync(answer));
        Assert.True(answer.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Get_of_a_picture_that_the_bucket_has_lost_sends_the_placeholder_as_not_found()
    {
        await _bucket!.DeleteAsync(Made.Key);
        using var answer = await _client.GetAsync(Url, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
        Assert.NotEqual(Made.Sha256, await HashAsync(answer));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private static async Task<string> HashAsync(HttpResponseMessage answer) =>
        Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
}
