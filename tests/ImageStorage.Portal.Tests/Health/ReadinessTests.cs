using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageStorage.Portal.Browser;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Portal.Health;

/// <summary>The readiness check.</summary>
[Collection(nameof(Alone))]
public sealed class ReadinessTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

    // A margin for a busy machine on top of the check's time limit, still below a store's own timeouts.
    private static readonly TimeSpan Observed = Promised + TimeSpan.FromSeconds(3);

    [Fact]
    public void StoreTimeout_leaves_time_to_answer_within_two_seconds() =>
        Assert.InRange(Readiness.StoreTimeout, TimeSpan.FromSeconds(1), Promised - TimeSpan.FromMilliseconds(500));

    [Fact]
    public async Task Embedded_stores_are_ready()
    {
        await using var portal = await PortalServer.StartAsync();

        var (status, body, _) = await AskAsync(portal);

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(["objects folder True", "records sqlite True"], Stores(body));
    }

    [Fact]
    public async Task Bucket_that_hangs_is_told_within_two_seconds_and_told_again_when_it_answers()
    {
        await using var bucket = new FaultProxy(new Uri("http://127.0.0.1:9"));
        var isHanging = true;
        bucket.Program = _ => isHanging ? Fault.NeverAnswer : Fault.Answer(404, "NoSuchKey");
        await using var portal = await PortalServer.StartAsync(
            "--S3_BUCKET_NAME=pictures", $"--S3_ENDPOINT_URL={bucket.Endpoint}", "--AWS_REGION=us-east-1");

        var (status, body, took) = await AskAsync(portal);
        isHanging = false;
        var afterwards = await AskUntilReadyAsync(portal);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(["objects s3 False", "records sqlite True"], Stores(body));
        Assert.InRange(took, Readiness.StoreTimeout - TimeSpan.FromMilliseconds(50), Observed);
        Assert.Equal(["objects s3 True", "records sqlite True"], Stores(afterwards));
    }

    [Fact]
    public async Task Database_that_hangs_is_told_within_two_seconds()
    {
        using var database = new SilentStore();
        await using var bucket = new FaultProxy(new Uri("http://127.0.0.1:9")) { Program = _ => Fault.Answer(404, "NoSuchKey") };
        await using var portal = await PortalServer.StartAsync(database.Settings(bucket.Endpoint));

        var (status, body, took) = await AskAsync(portal);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(["objects s3 True", "records mongodb False"], Stores(body));
        Assert.InRange(took, TimeSpan.Zero, Observed);
    }

    [Fact]
    public async Task Caller_who_goes_away_costs_another_no_time()
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync(database.Settings());
        using var client = new HttpClient { BaseAddress = portal.Address };
        using var leaving = new CancellationTokenSource();
        var first = client.GetAsync("/health/ready", leaving.Token);
        var second = AskAsync(portal);
        await leaving.CancelAsync();

        var (status, _, took) = await second;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.InRange(took, TimeSpan.Zero, Observed);
    }

    [Fact]
    public async Task Readiness_tells_no_stranger_why_a_store_does_not_answer()
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync(database.Settings());

        var (_, body, _) = await AskAsync(portal);

        Assert.Equal(
            ["durationMs", "isReachable", "kind", "name"],
            body.GetProperty("stores")[1].EnumerateObject().Select(property => property.Name).Order());
    }

    [Fact]
    public async Task Liveness_hangs_on_no_store()
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync(database.Settings());
        using var client = new HttpClient { BaseAddress = portal.Address, Timeout = TimeSpan.FromSeconds(10) };

        Assert.Equal("live\n", await client.GetStringAsync("/health", TestContext.Current.CancellationToken));
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body, TimeSpan Took)> AskAsync(PortalServer portal)
    {
        using var client = new HttpClient { BaseAddress = portal.Address };
        var watch = Stopwatch.StartNew();
        using var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var took = watch.Elapsed;
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken), took);
    }

    private static async Task<JsonElement> AskUntilReadyAsync(PortalServer portal)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            var (status, body, _) = await AskAsync(portal);
            if (status == HttpStatusCode.OK)
                return body;
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(30), $"{waited.Elapsed} after the store answers: {body}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static IEnumerable<string> Stores(JsonElement body) => body.GetProperty("stores").EnumerateArray().Select(
        store => $"{store.GetProperty("name").GetString()} {store.GetProperty("kind").GetString()} {store.GetProperty("isReachable").GetBoolean()}");
}
