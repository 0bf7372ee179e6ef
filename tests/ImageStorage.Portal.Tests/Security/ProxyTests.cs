using System.Net;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal.Security;

/// <summary>X-Forwarded-For and X-Forwarded-Proto, tested through access to metrics and the redirect after sign-in.</summary>
public sealed class ProxyTests : IAsyncLifetime
{
    private const string Stranger = "203.0.113.7";

    private FakeProvider _provider = null!;

    public async ValueTask InitializeAsync() => _provider = await FakeProvider.StartAsync();

    public async ValueTask DisposeAsync() => await _provider.DisposeAsync();

    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData(Stranger, HttpStatusCode.Unauthorized)]
    [InlineData("127.0.0.1, " + Stranger, HttpStatusCode.Unauthorized)]
    [InlineData("::1, 127.0.0.1, " + Stranger, HttpStatusCode.Unauthorized)]
    [InlineData(Stranger + ", 127.0.0.1", HttpStatusCode.Unauthorized)]
    public async Task Address_that_a_known_proxy_tells_is_the_callers_and_a_forged_one_before_it_is_not(string? forwarded, HttpStatusCode expected)
    {
        await using var portal = await ProviderPortal.StartAsync(_provider, "--Portal:KnownProxies=127.0.0.1");

        Assert.Equal(expected, await MetricsAsync(portal, forwarded));
    }

    [Theory]
    [InlineData("10.1.2.0/24")]
    [InlineData("10.1.2.3")]
    [InlineData("")]
    public async Task Caller_of_any_other_proxy_is_nobody_of_this_machine_whatever_it_tells(string known)
    {
        await using var portal = await ProviderPortal.StartAsync(_provider, "--Portal:KnownProxies=" + known);

        Assert.Equal(HttpStatusCode.Unauthorized, await MetricsAsync(portal, Stranger));
        Assert.Equal(HttpStatusCode.Unauthorized, await MetricsAsync(portal, "127.0.0.1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await MetricsAsync(portal, "for=127.0.0.1", "Forwarded"));
        Assert.Equal(HttpStatusCode.OK, await MetricsAsync(portal, forwarded: null));
    }

    [Fact]
    public async Task Chain_of_known_proxies_is_followed_to_the_first_that_is_not()
    {
        await using var portal = await ProviderPortal.StartAsync(_provider, "--Portal:KnownProxies=127.0.0.1;10.0.0.0/16");

        Assert.Equal(HttpStatusCode.OK, await MetricsAsync(portal, "127.0.0.1, 10.0.7.7"));
        Assert.Equal(HttpStatusCode.Unauthorized, await MetricsAsync(portal, $"127.0.0.1, {Stranger}, 10.0.7.7"));
    }

    [Theory]
    [InlineData("--Portal:KnownProxies=127.0.0.1", "https")]
    [InlineData("--Portal:KnownProxies=10.0.0.0/8", "http")]
    public async Task Scheme_is_that_which_a_known_proxy_tells_and_the_host_is_nobodys_to_tell(string setting, string scheme)
    {
        await using var portal = await PortalServer.StartAsync(setting);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(portal.Address, "/create"))
        {
            Headers = { { "X-Forwarded-Proto", "https" }, { "X-Forwarded-Host", "evil.example" } },
        };

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(scheme, answer.Headers.Location!.Scheme);
        Assert.Equal("127.0.0.1", answer.Headers.Location.Host);
    }

    private static async Task<HttpStatusCode> MetricsAsync(ProviderPortal portal, string? forwarded, string header = "X-Forwarded-For")
    {
        using var client = portal.Browser(new CookieContainer());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        if (forwarded is not null)
            request.Headers.Add(header, forwarded);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
