using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ImageStorage.Portal.Browser;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

[assembly: AssemblyFixture(typeof(MotoServer))]

namespace ImageStorage.Portal.Reliability;

/// <summary>An S3 outage under 20 users. The tests change the process's environment, so they run alone.</summary>
[Collection(nameof(Alone))]
public sealed class OutageTests(MotoServer moto, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly Dictionary<string, string?> _before = [];
    private readonly ConcurrentQueue<string> _made = new();
    private readonly ConcurrentQueue<string> _failed = new();
    private readonly ConcurrentQueue<TimeSpan> _durations = new();
    private FaultProxy? _proxy;
    private PortalServer? _portal;

    private FaultProxy Proxy => _proxy ?? throw new InvalidOperationException("The proxy is not running.");

    private PortalServer Portal => _portal ?? throw new InvalidOperationException("The portal is not running.");

    public async ValueTask InitializeAsync()
    {
        var bucket = await TestBucket.MakeAsync(moto);
        Set("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST");
        Set("AWS_SECRET_ACCESS_KEY", "a-secret-of-the-tests");
        Set("AWS_EC2_METADATA_DISABLED", "true");
        Set("AWS_SESSION_TOKEN", null);
        Set("AWS_PROFILE", null);
        _proxy = new FaultProxy(bucket.Endpoint);
        _portal = await PortalServer.StartAsync(
            $"--{SettingName.S3BucketName}={bucket.Name}", $"--{SettingName.S3EndpointUrl}={_proxy.Endpoint.AbsoluteUri}",
            $"--{SettingName.ImageModelId}={ImageModelId.Offline}",
            "--Portal:ApiTokens=teacher:t-1=teacher-token-0001", "--Portal:GenerationsPerMinute=10000");
    }

    public async ValueTask DisposeAsync()
    {
        if (_portal is not null)
            await _portal.DisposeAsync();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }

    [Fact]
    public async Task S3_gone_under_users_loses_nothing_and_every_answer_is_clear()
    {
        using var ending = new CancellationTokenSource();
        var users = Enumerable.Range(0, Outage.Users).Select(user => ActAsync(user, ending.Token)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        Proxy.Refuse();
        await Task.Delay(Outage.Duration(10), TestContext.Current.CancellationToken);
        Proxy.Accept();
        await AssertWorksSoonAsync();
        await ending.CancelAsync();
        await Task.WhenAll(users).WaitAsync(Outage.LongestAnswer, TestContext.Current.CancellationToken);

        output.WriteLine(
            $"{_durations.Count} answers, {_made.Count} created, {_failed.Count} refused, the slowest {_durations.Max().TotalSeconds:0.0} s");
        Assert.NotEmpty(_made);
        Assert.NotEmpty(_failed);
        Assert.True(_durations.Max() < Outage.LongestAnswer, $"An answer took {_durations.Max()}.");
        await AssertPicturesAsync(_made);
        await AssertMendedAsync();
    }

    /// <summary>Waits until a creation succeeds after the outage; the first ones may still fail.</summary>
    private async Task AssertWorksSoonAsync()
    {
        using var client = Client();
        for (var waited = Stopwatch.StartNew(); ;)
        {
            using var answer = await client.PostAsJsonAsync("/api/v1/assignments", new { prompt = "A lake after the storm" });
            if (answer.StatusCode == HttpStatusCode.Created)
                return;
            Assert.True(
                waited.Elapsed < Outage.Settling,
                $"{waited.Elapsed} after the store came back: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
    }

    private async Task ActAsync(int user, CancellationToken ending)
    {
        using var client = Client();
        for (var number = 0; !ending.IsCancellationRequested; number++)
        {
            var id = $"outage-{user}-{number}";
            using (var answer = await TimeAsync(() => client.PostAsJsonAsync(
                "/api/v1/assignments", new { assignmentId = id, prompt = Prompt(id) }, CancellationToken.None)))
            {
                (answer.StatusCode == HttpStatusCode.Created ? _made : _failed).Enqueue(id);
                if (answer.StatusCode != HttpStatusCode.Created)
                    await Outage.AssertClearAsync(answer);
            }

            // Records are in another store, so lists and pages are not affected.
            foreach (var path in new[] { "/api/v1/assignments", "/assignments" })
            {
                using var answer = await TimeAsync(() => client.GetAsync(path, CancellationToken.None));
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            }

            await Task.Delay(200, CancellationToken.None);
        }
    }

    private async Task AssertPicturesAsync(IEnumerable<string> ids)
    {
        using var client = Client();
        foreach (var id in ids)
        {
            using var answer = await client.GetAsync($"/pictures/{id}", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("image/webp", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    /// <summary>Checks that a failed creation has a failed record or none, and that the same call again succeeds.</summary>
    private async Task AssertMendedAsync()
    {
        await foreach (var finding in Portal.Storage.Repair.RepairAsync(
            new RepairOptions { GracePeriod = TimeSpan.Zero, MaxRemove = int.MaxValue }, progress: null, TestContext.Current.CancellationToken))
        {
            Assert.True(finding.Mended, finding.ToString());
        }

        using var client = Client();
        foreach (var id in _failed)
        {
            using var answer = await client.PostAsJsonAsync(
                "/api/v1/assignments", new { assignmentId = id, prompt = Prompt(id) }, TestContext.Current.CancellationToken);
            // The picture was stored although its response failed, and a repair completed the record.
            if (answer.StatusCode != HttpStatusCode.Conflict)
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            var record = await Portal.Storage.Assignments.GetAsync(id, TestContext.Current.CancellationToken);
            Assert.Equal(S3UploadStatus.Success, record.S3UploadStatus);
        }

        await AssertPicturesAsync(_failed);
    }

    private async Task<HttpResponseMessage> TimeAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await ask();
        _durations.Enqueue(Stopwatch.GetElapsedTime(started));
        return answer;
    }

    private HttpClient Client()
    {
        var client = new HttpClient { BaseAddress = Portal.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "teacher-token-0001");
        return client;
    }

    private static string Prompt(string id) => $"A boat called {id}";

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
