using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ImageStorage.Portal.Browser;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Portal.Health;

/// <summary>Whether the portal can work, as a load balancer hears it.</summary>
public sealed class ReadinessTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(2);

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
        // An answer is remembered for a second.
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        var (later, afterwards, _) = await AskAsync(portal);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(["objects s3 False", "records sqlite True"], Stores(body));
        Assert.InRange(took, Readiness.StoreTimeout - TimeSpan.FromMilliseconds(50), Promised);
        Assert.Equal(HttpStatusCode.OK, later);
        Assert.Equal(["objects s3 True", "records sqlite True"], Stores(afterwards));
    }

    [Fact]
    public async Task Database_that_hangs_is_told_within_two_seconds()
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync("--MONGO_URI=" + database.MongoUri);

        var (status, body, took) = await AskAsync(portal);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal(["objects folder True", "records mongodb False"], Stores(body));
        Assert.InRange(took, TimeSpan.Zero, Promised);
    }

    [Fact]
    public async Task Caller_who_goes_away_costs_another_no_time()
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync("--MONGO_URI=" + database.MongoUri);
        using var client = new HttpClient { BaseAddress = portal.Address };
        using var leaving = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var first = client.GetAsync("/health/ready", leaving.Token);
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);

        var (status, _, took) = await AskAsync(portal);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.InRange(took, TimeSpan.Zero, Promised);
    }

    [Fact]
    public async Task Readiness_tells_no_stranger_why_a_store_does_not_answer()
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync("--MONGO_URI=" + database.MongoUri);

        var (_, body, _) = await AskAsync(portal);

        Assert.Equal(["durationMs", "isReachable", "kind", "name"], body.GetProperty("stores")[1].EnumerateObject().Select(property => property.Name).Order());
    }

    [Fact]
    public async Task Liveness_hangs_on_no_store()
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync("--MONGO_URI=" + database.MongoUri);
        using var client = new HttpClient { BaseAddress = portal.Address, Timeout = TimeSpan.FromSeconds(1) };

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

    private static IEnumerable<string> Stores(JsonElement body) => body.GetProperty("stores").EnumerateArray().Select(
        store => $"{store.GetProperty("name").GetString()} {store.GetProperty("kind").GetString()} {store.GetProperty("isReachable").GetBoolean()}");
}
