using System.Diagnostics;
using ImageStorage.Diagnostics;
using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using ImageStorage.Objects.S3;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Metrics;

/// <summary>What was counted is sent when the process ends, and nobody's process waits for a CloudWatch that hangs.</summary>
public sealed class MetricPublishersTests(MotoServer moto) : IDisposable
{
    // The bound is 2 s; the time of one request, which would be waited for without it, is 10 s.
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(8);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task FlushAtTheEnd_sends_what_was_counted()
    {
        await using var proxy = new FaultProxy(await moto.RequireAsync());
        var publishers = await CountAsync(proxy.Endpoint);

        publishers.FlushAtTheEnd();

        Assert.Single(proxy.Requests);
    }

    [Theory]
    [InlineData("NeverAnswer")]
    [InlineData("ResetInRequest")]
    [InlineData("Busy")]
    public async Task FlushAtTheEnd_returns_soon_and_without_an_error_whatever_CloudWatch_does(string fault)
    {
        await using var proxy = new FaultProxy(await moto.RequireAsync()) { Program = _ => Of(fault) };
        var publishers = await CountAsync(proxy.Endpoint);
        var started = Stopwatch.GetTimestamp();

        publishers.FlushAtTheEnd();

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Generous);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task FlushAtTheEnd_returns_soon_when_a_send_is_under_way_that_hangs()
    {
        await using var proxy = new FaultProxy(await moto.RequireAsync()) { Program = _ => Fault.NeverAnswer };
        var publishers = await CountAsync(proxy.Endpoint);
        using var stop = new CancellationTokenSource();
        var sending = publishers.FlushAsync(stop.Token);
        var started = Stopwatch.GetTimestamp();

        publishers.FlushAtTheEnd();

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Generous);
        Assert.False(sending.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static Fault Of(string fault) => fault switch
    {
        "NeverAnswer" => Fault.NeverAnswer,
        "ResetInRequest" => Fault.ResetInRequest,
        _ => Fault.Answer(503, "Throttling"),
    };

    private async Task<MetricPublishers> CountAsync(Uri endpoint)
    {
        var bucket = $"t{Guid.NewGuid():N}";
        var publishers = new MetricPublishers(endpoint);
        publishers.Start(MotoBucket.Configuration(endpoint) with { S3BucketName = bucket }, NullLogger.Instance, TimeProvider.System);
        var store = new ResilientObjectStore(new DirectoryObjectStore(_folder.Path, TimeProvider.System), NullLogger.Instance, TimeProvider.System, new ResilienceOptions());
        await new OperationRunner(NullLogger.Instance, TimeProvider.System, bucket).RunAsync(
            "SendImage", "a", (_, token) => store.PutAsync(Uploads.Of("a", [1, 2, 3]), token), default);
        return publishers;
    }
}
