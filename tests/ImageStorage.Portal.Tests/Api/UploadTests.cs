using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal.Api;

/// <summary>Uploaded pictures.</summary>
public sealed class UploadTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Upload_of_a_picture_stores_it_and_tells_where_and_how_large(bool asForm)
    {
        var png = TestPictures.Png(width: 320, height: 200);
        using HttpContent content = asForm ? Form(png) : Raw(png);

        using var answer = await UploadAsync(await fixture.MakeAsync(), content);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var image = body.GetProperty("assignment").GetProperty("image");
        Assert.Equal("320x200", image.GetProperty("dimensions").GetString());
        Assert.Equal(png.Length, image.GetProperty("originalSizeBytes").GetInt64());
        var client = await fixture.AsAsync(Caller.Anonymous);
        var stored = await client.GetByteArrayAsync(image.GetProperty("url").GetString(), TestContext.Current.CancellationToken);
        Assert.Equal(image.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(stored)));
    }

    [Fact]
    public async Task Upload_in_the_place_of_a_picture_replaces_it()
    {
        var assignment = await fixture.MakeAsync();
        using (await UploadAsync(assignment, Raw(TestPictures.Png(width: 320, height: 200))))
        {
        }

        using var answer = await UploadAsync(assignment, Raw(TestPictures.Png(seed: 2, width: 100, height: 50)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var now = await fixture.Portal.Storage.Assignments.GetAsync(assignment.AssignmentId, TestContext.Current.CancellationToken);
        Assert.Equal("100x50", now.ImageMetadata!.Dimensions);
    }

    [Fact]
    public async Task Form_with_two_files_is_refused()
    {
        using var content = new MultipartFormDataContent { { Raw(TestPictures.Png()), "a", "a.png" }, { Raw(TestPictures.Png()), "b", "b.png" } };

        using var answer = await UploadAsync(await fixture.MakeAsync(), content);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Fact]
    public async Task Upload_of_another_kind_of_content_is_refused()
    {
        using var content = new ByteArrayContent(TestPictures.Png())
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") },
        };

        using var answer = await UploadAsync(await fixture.MakeAsync(), content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    private static ByteArrayContent Raw(byte[] picture) => new(picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };

    private static MultipartFormDataContent Form(byte[] picture) => new() { { Raw(picture), "file", "picture.png" } };

    private async Task<HttpResponseMessage> UploadAsync(Assignment assignment, HttpContent content) =>
        await (await fixture.AsAsync(Caller.Owner)).PostAsync(
        $"/api/v1/assignments/{assignment.AssignmentId}/image", content, TestContext.Current.CancellationToken);
}
