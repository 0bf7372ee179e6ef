using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.IdentityModel.Tokens;

namespace ImageStorage.Portal.Security;

/// <summary>Sign-in through an OpenID Connect provider, and its tokens on the API.</summary>
public sealed class ProviderTests : IAsyncLifetime
{
    private FakeProvider _provider = null!;
    private ProviderPortal _portal = null!;

    public async ValueTask InitializeAsync()
    {
        _provider = await FakeProvider.StartAsync();
        _portal = await ProviderPortal.StartAsync(_provider);
    }

    public async ValueTask DisposeAsync()
    {
        await _portal.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task Teacher_who_signs_in_at_the_provider_opens_the_page_that_was_asked_for()
    {
        using var browser = _portal.Browser(new CookieContainer());

        using var answer = await browser.GetAsync("/create", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("/create", answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task Cookie_of_one_instance_is_good_on_another()
    {
        await using var other = await ProviderPortal.StartAsync(_provider);
        var cookies = new CookieContainer();
        using (var browser = _portal.Browser(cookies))
            await browser.GetStringAsync("/create", TestContext.Current.CancellationToken);

        // Cookies are shared between ports, so this one is valid at both portals, and without the provider no new sign-in is possible.
        _provider.Change = token => token.Issuer = "https://elsewhere.example";
        using var again = other.Browser(cookies);
        using var answer = await again.GetAsync("/create", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Cookie_is_for_https_alone_and_no_script()
    {
        var cookies = new CookieContainer();
        using var browser = _portal.Browser(cookies);
        await browser.GetStringAsync("/create", TestContext.Current.CancellationToken);

        var cookie = Assert.Single(cookies.GetCookies(_portal.Address), cookie => cookie.Name == "__Host-portal");
        Assert.True(cookie.Secure);
        Assert.True(cookie.HttpOnly);
    }

    [Theory]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("expired")]
    public async Task Id_token_that_is_not_for_the_portal_signs_nobody_in(string fault)
    {
        _provider.Change = token => Spoil(token, fault);
        using var browser = _portal.Browser(new CookieContainer());

        using var answer = await browser.GetAsync("/create", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData("student")]
    [InlineData("staff")]
    public async Task Person_without_the_role_is_kept_from_the_page(string role)
    {
        _provider.Change = token => token.Claims["cognito:groups"] = new[] { role };
        using var browser = _portal.Browser(new CookieContainer());

        using var answer = await browser.GetAsync("/create", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("none", HttpStatusCode.Created)]
    [InlineData("audience", HttpStatusCode.Unauthorized)]
    [InlineData("issuer", HttpStatusCode.Unauthorized)]
    [InlineData("expired", HttpStatusCode.Unauthorized)]
    [InlineData("key", HttpStatusCode.Unauthorized)]
    [InlineData("student", HttpStatusCode.Forbidden)]
    [InlineData("cognito", HttpStatusCode.Created)]
    [InlineData("cognito-other", HttpStatusCode.Unauthorized)]
    public async Task Bearer_token_on_the_api_is_held_to_issuer_audience_time_and_key(string fault, HttpStatusCode expected)
    {
        using var client = _portal.Browser(new CookieContainer());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", _provider.Token(token => Spoil(token, fault), foreignKey: fault == "key"));

        using var answer = await client.PostAsJsonAsync(
            "/api/v1/assignments", new { prompt = "p", noImage = true }, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    private static void Spoil(SecurityTokenDescriptor token, string fault)
    {
        switch (fault)
        {
            case "audience":
                token.Audience = "another-client";
                break;
            case "issuer":
                token.Issuer = "https://elsewhere.example";
                break;
            case "expired":
                token.Expires = token.NotBefore!.Value.AddHours(1);
                break;
            case "student":
                token.Claims["cognito:groups"] = new[] { "student" };
                break;
            case "cognito" or "cognito-other":
                token.Audience = null;
                token.Claims["token_use"] = "access";
                token.Claims["client_id"] = fault == "cognito" ? FakeProvider.ClientId : "another-client";
                break;
        }
    }
}
