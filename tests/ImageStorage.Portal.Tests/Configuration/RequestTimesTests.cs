using System.Globalization;
using System.Text.RegularExpressions;
using ImageStorage.Portal.Browser;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Configuration;

/// <summary>The order of the timeouts of requests, of shutdown, and of the load balancer and systemd.</summary>
public sealed partial class RequestTimesTests
{
    [Fact]
    public async Task Portal_that_ends_waits_for_its_longest_request_after_it_served_new_ones()
    {
        await using var portal = await PortalServer.StartAsync("--Portal:DrainSeconds=0.5");
        var times = portal.Services.GetRequiredService<IOptions<RequestTimeoutOptions>>().Value;
        var longest = times.Policies.Values.Append(times.DefaultPolicy!).Max(policy => policy.Timeout!.Value);

        var ending = portal.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;

        Assert.Equal(RequestTimes.Longest, longest);
        Assert.True(ending > TimeSpan.FromSeconds(0.5) + longest, $"It gives up after {ending}.");
    }

    [Fact]
    public async Task Cloud_waits_for_the_longest_request_and_closes_a_connection_before_the_portal_does()
    {
        var keepAlive = await KeepAliveAsync();
        var longest = await SecondsAsync("balancing.tf", LongestRequest());
        var idle = longest + await SecondsAsync("balancing.tf", IdleTimeout());
        var stopping = longest + await SecondsAsync("compute.tf", StopSeconds());

        Assert.Equal(RequestTimes.Longest, longest);
        Assert.True(idle < keepAlive, $"The load balancer keeps a connection for {idle}, the portal for {keepAlive}.");
        Assert.True(stopping > RequestTimes.Ending, $"systemd waits for {stopping}, the portal for {RequestTimes.Ending}.");
    }

    private static async Task<TimeSpan> KeepAliveAsync()
    {
        await using var portal = await PortalServer.StartAsync();
        return portal.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits.KeepAliveTimeout;
    }

    private static async Task<TimeSpan> SecondsAsync(string file, Regex pattern)
    {
        var path = Path.Combine(ProjectFolder.Path, "..", "..", "terraform", file);
        var text = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        return TimeSpan.FromSeconds(int.Parse(Assert.Single(pattern.Matches(text)).Groups["seconds"].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"longest_request_seconds += (?<seconds>\d+)")]
    private static partial Regex LongestRequest();

    [GeneratedRegex(@"idle_timeout += local\.longest_request_seconds \+ (?<seconds>\d+)")]
    private static partial Regex IdleTimeout();

    [GeneratedRegex(@"stop_seconds += ceil\(local\.drain_seconds\) \+ local\.longest_request_seconds \+ (?<seconds>\d+)")]
    private static partial Regex StopSeconds();
}
