using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageStorage.Portal.Browser;
using ImageStorage.Portal.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ImageStorage.Portal.Hosting;

/// <summary>Requests to a store that hangs, with a short timeout.</summary>
[Collection(nameof(Alone))]
public sealed class RequestTimeoutTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData("/api/v1/assignments", "application/problem+json")]
    [InlineData("/assignments", "text/html")]
    public async Task Request_that_takes_longer_than_its_time_is_ended_and_told(string path, string contentType)
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync(ShortenTimeouts, database.Settings());
        using var client = new HttpClient { BaseAddress = portal.Address };
        var watch = Stopwatch.StartNew();

        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal(contentType, answer.Content.Headers.ContentType!.MediaType);
        Assert.InRange(watch.Elapsed, Short - TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Problem_of_a_time_out_says_that_what_was_begun_may_be_done()
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync(ShortenTimeouts, database.Settings());
        using var client = new HttpClient { BaseAddress = portal.Address };

        using var answer = await client.GetAsync("/api/v1/assignments", TestContext.Current.CancellationToken);

        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("RequestTimeout", problem.GetProperty("errorId").GetString());
        Assert.Contains("check before you try again", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(problem.GetProperty("correlationId").GetString()!);
    }

    [Fact]
    public async Task Requests_that_generate_have_longer_than_a_model_takes_and_no_others_have()
    {
        await using var portal = await PortalServer.StartAsync();
        var generating = portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequestTimeoutAttribute>()?.PolicyName == RequestTimes.GenerationPolicy)
            .Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/')).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["api/v1/assignments", "api/v1/assignments/{id}/image", "create"], generating);
    }

    private static void ShortenTimeouts(WebApplicationBuilder builder) => builder.Services.PostConfigure<RequestTimeoutOptions>(
        options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = Short, TimeoutStatusCode = StatusCodes.Status504GatewayTimeout });
}
