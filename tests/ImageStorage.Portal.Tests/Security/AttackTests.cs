using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ImageStorage.Testing.Images;

namespace ImageStorage.Portal.Security;

/// <summary>Hostile requests.</summary>
public sealed class AttackTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("/create")]
    [InlineData("/signin")]
    [InlineData("/signout")]
    public async Task Form_posted_from_another_site_without_a_token_is_refused(string page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, page)
        {
            Content = new FormUrlEncodedContent([new("Name", "x"), new("Role", "admin")]),
        };
        request.Headers.Add("Origin", "https://evil.example");

        using var answer = await (await fixture.AsAsync(Caller.Owner)).SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("%2e%2e%2fx")]
    [InlineData("a%20b")]
    [InlineData("a.webp")]
    public async Task Id_with_a_path_in_it_is_refused(string id)
    {
        using var answer = await (await fixture.AsAsync(Caller.Admin)).GetAsync($"/api/v1/assignments/{id}", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Png_that_claims_60000_by_60000_pixels_is_refused()
    {
        using var answer = await UploadAsync(HostilePng.Claiming(60_000, 60_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Svg_that_says_it_is_png_is_refused()
    {
        using var answer = await UploadAsync(Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    public async Task Host_that_is_not_this_machine_is_refused(string host, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/signin");
        request.Headers.Host = host;

        using var answer = await (await fixture.AsAsync(Caller.Anonymous)).SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Forwarded_host_and_scheme_of_nobody_known_change_nothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/create");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var answer = await (await fixture.AsAsync(Caller.Anonymous)).SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.StartsWith(fixture.Portal.Address + "SignIn", answer.Headers.Location!.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nothing-here")]
    [InlineData("/api/v1/assignments/nothing")]
    public async Task Answers_and_errors_carry_a_policy_without_inline_scripts(string path)
    {
        using var answer = await (await fixture.AsAsync(Caller.Anonymous)).GetAsync(path, TestContext.Current.CancellationToken);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    private async Task<HttpResponseMessage> UploadAsync(byte[] picture)
    {
        var assignment = await fixture.MakeAsync();
        var content = new ByteArrayContent(picture) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };
        return await (await fixture.AsAsync(Caller.Owner)).PostAsync(
            $"/api/v1/assignments/{assignment.AssignmentId}/image", content, TestContext.Current.CancellationToken);
    }
}
