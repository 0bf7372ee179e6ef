using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal.Pictures;

/// <summary>Pictures over HTTP, as caches and browsers request them.</summary>
public sealed class PictureEndpointsTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private PortalServer _portal = null!;
    private AssignmentImage _made = null!;

    private Uri Url => new(_portal.Address, PictureUrl.Of(_made.Assignment));

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalServer.StartAsync();
        _made = await _portal.MakeAsync("A picture");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _portal.DisposeAsync();
    }

    [Fact]
    public async Task Get_with_the_version_sends_the_bytes_for_ever()
    {
        using var answer = await _client.GetAsync(Url);

        Assert.Equal(_made.Sha256, Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync())));
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal($"\"{_made.Sha256}\"", answer.Headers.ETag!.Tag);
        Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?v=000000000000")]
    [InlineData("?v=1")]
    public async Task Get_with_another_version_or_none_is_not_kept(string query)
    {
        using var answer = await _client.GetAsync(new Uri(_portal.Address, $"/pictures/{_made.AssignmentId}{query}"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Get_with_the_known_ETag_sends_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue($"\"{_made.Sha256}\""));
        using var answer = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
    }

    [Fact]
    public async Task Get_of_a_range_sends_that_part()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        request.Headers.Range = new RangeHeaderValue(0, 11);
        using var answer = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(_made.OptimizedSizeBytes, answer.Content.Headers.ContentRange!.Length);
        Assert.Equal("WEBP"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[8..]);
    }

    [Fact]
    public async Task Get_after_the_picture_was_replaced_sends_the_new_one_and_keeps_neither()
    {
        using (await _client.GetAsync(Url))
        {
        }

        var replaced = await _portal.Storage.Assignments.CreateImageAsync(
            new NewImageRequest { AssignmentId = _made.AssignmentId, Seed = 7, Force = true }, progress: null, CancellationToken.None);
        using var answer = await _client.GetAsync(Url);

        Assert.NotEqual(_made.Sha256, replaced.Sha256);
        Assert.Equal($"\"{replaced.Sha256}\"", answer.Headers.ETag!.Tag);
        Assert.True(answer.Headers.CacheControl!.NoCache);
    }

    [Theory]
    [InlineData("nothing-here")]
    [InlineData("nothing-here?v=0123456789ab")]
    public async Task Get_of_a_missing_picture_sends_the_placeholder_as_not_found(string path)
    {
        using var answer = await _client.GetAsync(new Uri(_portal.Address, "/pictures/" + path));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("WEBP"u8.ToArray(), (await answer.Content.ReadAsByteArrayAsync())[8..12]);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("..%2f..%2fassignments.db")]
    [InlineData("a.b")]
    public async Task Get_of_what_is_no_id_finds_nothing(string id)
    {
        using var answer = await _client.GetAsync(new Uri(_portal.Address, "/pictures/" + id));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }
}
