using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal.Hosting;

/// <summary>Shutdown of a portal under load.</summary>
[Collection(nameof(Alone))]
public sealed class ShutdownTests
{
    private const int Workers = 8;
    private const int Listers = 32;
    private const string Token = "teacher-token-0001";

    private static readonly string[] Settings = [$"--Portal:ApiTokens=teacher:t-1={Token}", "--Portal:GenerationsPerMinute=10000"];

    [Fact]
    public async Task Sigterm_under_load_behind_a_load_balancer_fails_no_request()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no SIGTERM");

        await using var portal = await PortalProcess.StartAsync([.. Settings, "--Portal:DrainSeconds=6"]);
        using var unready = new CancellationTokenSource();
        var balancer = CancelWhenUnreadyAsync(portal.Address, unready);
        var workers = Enumerable.Range(0, Workers)
            .Select(_ => CreateUntilAsync(portal.Address, unready.Token)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        await portal.TerminateAsync();
        await balancer.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var made = (await Task.WhenAll(workers)).Sum();

        TestContext.Current.TestOutputHelper?.WriteLine($"{made} pictures made, each on a connection of its own");
        Assert.True(made > 0);
        Assert.Equal(0, await portal.ExitCodeAsync(TimeSpan.FromSeconds(120)));
    }

    [Fact]
    public async Task Stop_under_load_without_a_load_balancer_answers_every_request_that_reached_the_portal()
    {
        var accepted = new AcceptedRequests();
        await using var portal = await PortalServer.StartAsync(accepted.Join, Settings);
        var failures = new ConcurrentBag<(string Request, int Port)>();
        // Pictures are slow, so some are unfinished at shutdown; lists are fast, so many are in the backlog.
        var lists = Enumerable.Range(0, Listers)
            .Select(worker => SendUntilFailureAsync(() => List(portal.Address), $"list-{worker}", failures)).ToArray();
        var workers = Enumerable.Range(0, Workers)
            .Select(worker => SendUntilFailureAsync(() => Create(portal.Address), $"make-{worker}", failures)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        await portal.StopAsync();
        var listed = (await Task.WhenAll(lists).WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken)).Sum();
        var made = (await Task.WhenAll(workers).WaitAsync(TimeSpan.FromSeconds(120), TestContext.Current.CancellationToken)).Sum();

        var refused = failures.Count(failure => failure.Port == 0);
        var unaccepted = failures.Count(failure => failure.Port != 0 && !accepted.HasConnection(failure.Port));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{made} pictures made, {listed} lists read; then {refused} connections refused, {unaccepted} reset in the kernel's backlog, "
            + $"{failures.Count - refused - unaccepted} closed before their request was read");
        Assert.True(made > 0 && listed > 0);
        Assert.DoesNotContain(failures, failure => accepted.HasRequest(failure.Request));
    }

    [Fact]
    public async Task Draining_portal_is_not_ready_and_ends_each_connection_with_its_answer()
    {
        await using var portal = await PortalServer.StartAsync("--Portal:DrainSeconds=5");
        using var client = new HttpClient { BaseAddress = portal.Address };
        foreach (var path in new[] { "/health", "/health/ready" })
        {
            using var before = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        }

        var stopping = portal.StopAsync();
        using var health = await client.GetAsync("/health", TestContext.Current.CancellationToken);
        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        using var page = await client.GetAsync("/", TestContext.Current.CancellationToken);
        await stopping;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal("ending\n", await health.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.True(ready.Headers.ConnectionClose);
        Assert.True(page.Headers.ConnectionClose);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("/", TestContext.Current.CancellationToken));
    }

    /// <summary>Sends a health check, as a load balancer does.</summary>
    private static async Task CancelWhenUnreadyAsync(Uri address, CancellationTokenSource unready)
    {
        using var client = new HttpClient { BaseAddress = address };
        while (true)
        {
            using var answer = await client.GetAsync("/health/ready");
            if (!answer.IsSuccessStatusCode)
                break;
            await Task.Delay(100);
        }

        await unready.CancelAsync();
    }

    /// <summary>Creates pictures, each on its own connection; throws when one fails.</summary>
    private static async Task<int> CreateUntilAsync(Uri address, CancellationToken unready)
    {
        var made = 0;
        for (; !unready.IsCancellationRequested; made++)
        {
            using var client = new HttpClient();
            using var answer = await client.SendAsync(Create(address), CancellationToken.None);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        return made;
    }

    /// <summary>Sends requests, each on its own connection, until one fails.</summary>
    private static async Task<int> SendUntilFailureAsync(
        Func<HttpRequestMessage> make, string worker, ConcurrentBag<(string Request, int Port)> failures)
    {
        for (var done = 0; ; done++)
        {
            var name = $"{worker}-{done}";
            var port = 0;
            using var handler = new SocketsHttpHandler
            {
                ConnectCallback = async (context, cancellationToken) =>
                {
                    var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    port = ((IPEndPoint)socket.LocalEndPoint!).Port;
                    return new NetworkStream(socket, ownsSocket: true);
                },
            };
            using var client = new HttpClient(handler);
            try
            {
                using var request = make();
                request.Headers.Add(AcceptedRequests.Header, name);
                using var answer = await client.SendAsync(request);
                Assert.True(answer.IsSuccessStatusCode, $"{name}: {answer.StatusCode}");
            }
            catch (HttpRequestException)
            {
                failures.Add((name, port));
                return done;
            }
        }
    }

    private static HttpRequestMessage List(Uri address) => new(HttpMethod.Get, new Uri(address, "/api/v1/assignments"));

    private static HttpRequestMessage Create(Uri address) => new(HttpMethod.Post, new Uri(address, "/api/v1/assignments"))
    {
        Content = new StringContent("""{"prompt":"a lake at noon"}""", Encoding.UTF8, "application/json"),
        Headers = { { "Authorization", "Bearer " + Token } },
    };
}
