using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using ImageStorage.Portal.Hosting;
using ImageStorage.Testing;

namespace ImageStorage.Portal.Reliability;

/// <summary>
/// Three portals on the same stores behind a load balancer, under load. One is killed, and later another is added. Users do not retry, so every
/// failure counts. <c>IMAGESTORAGE_CHANGE_SECONDS=60</c> sets the length of each of the three phases, by default 5 seconds.
/// </summary>
public sealed class ChangingInstancesTests(MotoServer moto, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Users = 8;
    private const int RequestsOfPhase = 150;
    private const string Token = "teacher-token-0001";

    private static readonly TimeSpan Phase = TimeSpan.FromSeconds(
        int.Parse(Environment.GetEnvironmentVariable("IMAGESTORAGE_CHANGE_SECONDS") ?? "5", CultureInfo.InvariantCulture));

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("imagestorage-change-");
    private readonly ConcurrentDictionary<string, string> _made = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly ConcurrentDictionary<string, int> _answered = new();
    private Dictionary<string, string?> _environment = [];
    private int _requests;

    public async ValueTask InitializeAsync()
    {
        var bucket = await TestBucket.MakeAsync(moto);
        _environment = new()
        {
            [SettingName.S3BucketName] = bucket.Name,
            [SettingName.S3EndpointUrl] = bucket.Endpoint.AbsoluteUri,
            [SettingName.ImageModelId] = ImageModelId.Offline,
            [SettingName.Home] = _home.FullName,
            ["Portal__ApiTokens"] = $"teacher:t-1={Token}",
            ["Portal__GenerationsPerMinute"] = "10000",
        };
    }

    public ValueTask DisposeAsync()
    {
        _home.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    [Trait("Property", "29")]
    public async Task Of_the_requests_95_percent_succeed_while_instances_come_and_go()
    {
        int[] ports = [.. Enumerable.Range(0, 4).Select(_ => LoadBalancer.FreePort())];
        await using var killed = await StartAsync(ports[0]);
        await using var second = await StartAsync(ports[1]);
        await using var third = await StartAsync(ports[2]);
        await using var balancer = await LoadBalancer.StartAsync(ports);
        using var ending = new CancellationTokenSource();
        var users = Enumerable.Range(0, Users).Select(user => ActAsync(balancer.Address, user, ending.Token)).ToArray();

        // Only a portal that is in use is missed.
        await WaitForAnswerAsync(ports[0]);
        await PassPhaseAsync();
        killed.Kill();
        await PassPhaseAsync();
        await using var added = await StartAsync(ports[3]);
        await WaitForAnswerAsync(ports[3]);
        await PassPhaseAsync();
        await ending.CancelAsync();
        await Task.WhenAll(users).WaitAsync(TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);

        var share = 1 - ((double)_failures.Count / _requests);
        var failures = _failures.GroupBy(failure => failure).Select(group => $"{group.Count()} x {group.Key}");
        output.WriteLine(
            $"{_requests} requests, {_failures.Count} failed ({string.Join(", ", failures)}), "
            + $"{share:P2} succeeded; answers by portal: {string.Join(", ", ports.Select(port => _answered.GetValueOrDefault($"{port}")))}");
        Assert.True(_requests >= 100, $"Only {_requests} requests were made.");
        Assert.All(ports, port => Assert.True(_answered.GetValueOrDefault($"{port}") > 0));
        Assert.InRange(share, 0.95, 1);
        await AssertKeptAsync(balancer.Address);
    }

    /// <summary>Checks that every picture that was answered with 201 can be read.</summary>
    private async Task AssertKeptAsync(Uri address)
    {
        using var client = Client(address);
        foreach (var (id, sha256) in _made)
        {
            var picture = await client.GetByteArrayAsync($"/pictures/{id}", TestContext.Current.CancellationToken);
            Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(picture)));
        }
    }

    /// <summary>Creates, views and lists in the same proportions as load-testing/image_operations.py, with shorter pauses.</summary>
    private async Task ActAsync(Uri address, int user, CancellationToken ending)
    {
        using var client = Client(address);
        for (var number = 0; !ending.IsCancellationRequested; number++)
        {
            if (number % 9 < 3)
                await CreateAsync(client, $"change-{user}-{number}");
            else if (number % 9 < 8)
                await ViewAsync(client, user + number);
            else
                await AskAsync("list", () => client.GetAsync("/api/v1/assignments?pageSize=24", CancellationToken.None), _ => Task.FromResult(true));
            await Task.Delay(30, CancellationToken.None);
        }
    }

    private Task CreateAsync(HttpClient client, string id) => AskAsync(
        "create",
        () => client.PostAsJsonAsync("/api/v1/assignments", new { assignmentId = id, prompt = $"A bridge called {id}" }, CancellationToken.None),
        async answer =>
        {
            var assignment = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("assignment");
            _made[id] = assignment.GetProperty("image").GetProperty("sha256").GetString()!;
            return assignment.GetProperty("status").GetString() == "success";
        });

    private async Task ViewAsync(HttpClient client, int which)
    {
        if (_made.ToArray() is not { Length: > 0 } made)
            return;
        var (id, sha256) = made[which % made.Length];
        await AskAsync("view", () => client.GetAsync($"/api/v1/assignments/{id}", CancellationToken.None), _ => Task.FromResult(true));
        await AskAsync(
            "download",
            () => client.GetAsync($"/pictures/{id}", CancellationToken.None),
            async answer => Convert.ToHexStringLower(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync())) == sha256);
    }

    private async Task AskAsync(string name, Func<Task<HttpResponseMessage>> ask, Func<HttpResponseMessage, Task<bool>> isRight)
    {
        Interlocked.Increment(ref _requests);
        try
        {
            using var answer = await ask();
            if (answer.Headers.TryGetValues(LoadBalancer.Header, out var portals))
                _answered.AddOrUpdate(portals.First(), 1, (_, count) => count + 1);
            if (!answer.IsSuccessStatusCode)
                _failures.Enqueue($"{name}: HTTP {(int)answer.StatusCode}");
            else if (!await isRight(answer))
                _failures.Enqueue($"{name}: another answer than expected");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            _failures.Enqueue($"{name}: {exception.GetType().Name}");
        }
    }

    /// <summary>Waits for a phase. On a slow machine it lasts longer, because a few requests say nothing of a share.</summary>
    private async Task PassPhaseAsync()
    {
        var wanted = Volatile.Read(ref _requests) + RequestsOfPhase;
        await Task.Delay(Phase, TestContext.Current.CancellationToken);
        for (var waited = Stopwatch.StartNew(); Volatile.Read(ref _requests) < wanted && waited.Elapsed < TimeSpan.FromSeconds(60);)
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    private async Task WaitForAnswerAsync(int port)
    {
        for (var waited = Stopwatch.StartNew(); !_answered.ContainsKey($"{port}");)
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), $"The portal on port {port} received no request.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private Task<PortalInstance> StartAsync(int port) => PortalInstance.StartAsync(_environment, $"--urls=http://127.0.0.1:{port}");

    private static HttpClient Client(Uri address)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }
}
