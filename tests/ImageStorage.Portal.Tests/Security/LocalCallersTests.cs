using System.Net;
using ImageStorage.Portal.Browser;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Portal.Security;

/// <summary>Without a provider the portal only accepts requests from this machine.</summary>
public sealed class LocalCallersTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.8.9.10", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("203.0.113.7", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData(null, false)]
    public async Task Caller_is_let_through_only_from_a_loopback_address(string? address, bool isLocal)
    {
        Assert.Equal(isLocal, await IsReachedAsync(address, next => new LocalCallersOnly(next).InvokeAsync));
        Assert.Equal(isLocal, await IsReachedAsync(address, next => new LocalConnectionsOnly(next).InvokeAsync));
    }

    [Theory]
    [InlineData("/", HttpStatusCode.Forbidden)]
    [InlineData("/signin", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/assignments", HttpStatusCode.Forbidden)]
    public async Task Caller_for_whom_a_proxy_on_this_machine_speaks_is_refused(string path, HttpStatusCode expected)
    {
        await using var portal = await PortalServer.StartAsync("--Portal:KnownProxies=127.0.0.1");
        using var client = new HttpClient { BaseAddress = portal.Address, DefaultRequestHeaders = { { "X-Forwarded-For", "203.0.113.7" } } };

        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    public async Task Caller_for_whom_a_proxy_on_this_machine_speaks_that_is_not_known_is_refused_and_told_why(string header, string value)
    {
        await using var portal = await PortalServer.StartAsync();
        using var client = new HttpClient { BaseAddress = portal.Address, DefaultRequestHeaders = { { header, value } } };

        using var answer = await client.GetAsync("/signin", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("this machine only", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task<bool> IsReachedAsync(string? address, Func<RequestDelegate, RequestDelegate> make)
    {
        var isReached = false;
        var context = new DefaultHttpContext { Connection = { RemoteIpAddress = address is null ? null : IPAddress.Parse(address) } };
        await make(_ =>
        {
            isReached = true;
            return Task.CompletedTask;
        })(context);
        Assert.Equal(isReached ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden, context.Response.StatusCode);
        return isReached;
    }
}
