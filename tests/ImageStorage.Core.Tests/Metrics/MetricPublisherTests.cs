using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Metrics;

/// <summary>The counters reach CloudWatch, and no operation ever waits for that.</summary>
public sealed class MetricPublisherTests(MotoServer moto) : IAsyncLifetime
{
    private readonly string _bucket = $"t{Guid.NewGuid():N}";
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly RecordingLogger _logger = new();
    private readonly TemporaryFolder _folder = new();
    private FaultProxy _proxy = null!;
    private AwsServices _aws = null!;
    private MetricPublisher _publisher = null!;

    public async ValueTask InitializeAsync()
    {
        _proxy = new FaultProxy(await moto.RequireAsync());
        _aws = new AwsServices(_proxy.Endpoint);
        _publisher = new MetricPublisher(
            new Lazy<IAmazonCloudWatch>(_aws.CloudWatch), _bucket, _logger, _time, new MetricPublisherOptions { MaxMinutes = 3, Timeout = TimeSpan.FromSeconds(5) });
    }

    public async ValueTask DisposeAsync()
    {
        await _publisher.DisposeAsync();
        _aws.Dispose();
        await _proxy.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task FlushAsync_sends_uploads_failures_bytes_and_durations_of_this_bucket_alone()
    {
        await UploadAsync("a");
        await UploadAsync("b");
        await FailAsync("c");
        await UploadAsync("d", bucket: "another");

        await _publisher.FlushAsync(default);

        Assert.Equal(3, await SumAsync(OwnMetrics.UploadAttempts));
        Assert.Equal(1, await SumAsync(OwnMetrics.UploadFailures));
        Assert.Equal(6, await SumAsync(OwnMetrics.BytesStored));
        Assert.Equal(3, await SumAsync(OwnMetrics.OperationDuration, "SampleCount"));
    }

    [Fact]
    public async Task An_upload_without_failures_sends_that_there_were_none()
    {
        await UploadAsync("a");

        await _publisher.FlushAsync(default);

        Assert.Equal(0, await SumAsync(OwnMetrics.UploadFailures));
    }

    [Fact]
    public async Task A_start_canary_is_sent_for_the_bucket_and_for_its_instance()
    {
        foreach (var (result, instance) in new[] { ("success", "i-0fine"), ("failure", "i-0poor") })
        {
            await new OperationRunner(NullLogger.Instance, TimeProvider.System, _bucket).RunAsync(
                "StartCanary", null,
                (_, _) =>
                {
                    Telemetry.StartCanaries.Add(1, new("result", result), new(Telemetry.InstanceTag, instance));
                    return Task.FromResult(true);
                },
                default);
        }

        await _publisher.FlushAsync(default);

        Assert.Equal((2, 1), (await SumAsync(OwnMetrics.StartCanaries), await SumAsync(OwnMetrics.StartCanaryFailures)));
        Assert.Equal((1, 0), (await SumAsync(OwnMetrics.StartCanaries, instanceId: "i-0fine"), await SumAsync(OwnMetrics.StartCanaryFailures, instanceId: "i-0fine")));
        Assert.Equal((1, 1), (await SumAsync(OwnMetrics.StartCanaries, instanceId: "i-0poor"), await SumAsync(OwnMetrics.StartCanaryFailures, instanceId: "i-0poor")));
    }

    [Fact]
    public async Task FlushAsync_with_nothing_counted_asks_nobody()
    {
        await _publisher.FlushAsync(default);

        Assert.Empty(_proxy.Requests);
    }

    [Fact]
    public async Task Every_minute_it_sends_by_itself()
    {
        await UploadAsync("a");

        _time.Advance(TimeSpan.FromSeconds(61));

        await Eventually(() => _proxy.Requests.Count == 1);
    }

    [Fact]
    public async Task While_CloudWatch_is_away_uploads_go_on_and_are_told_later_with_one_line_in_the_log()
    {
        _proxy.Refuse();
        await UploadAsync("a");
        await _publisher.FlushAsync(default);
        await UploadAsync("b");
        await _publisher.FlushAsync(default);
        Assert.Single(_logger.Entries, entry => entry.Operation == "metrics.send");

        _proxy.Accept();
        await _publisher.FlushAsync(default);

        Assert.Equal(2, await SumAsync(OwnMetrics.UploadAttempts));
    }

    [Fact]
    public async Task While_CloudWatch_does_not_answer_no_upload_waits()
    {
        _proxy.Program = _ => Fault.NeverAnswer;
        await UploadAsync("a");
        var sending = _publisher.FlushAsync(default);
        await Eventually(() => _proxy.Requests.Count == 1);

        for (var index = 0; index < 100; index++)
            await UploadAsync($"b{index}");

        // The request's time has not moved: had an upload waited for it, it would still.
        Assert.False(sending.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(6));
        await sending.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_request_whose_answer_was_lost_is_not_sent_twice()
    {
        _proxy.FailInOrder(Fault.DropAnswer);
        await UploadAsync("a");

        await _publisher.FlushAsync(default);
        await _publisher.FlushAsync(default);

        Assert.Equal(1, await SumAsync(OwnMetrics.UploadAttempts));
    }

    [Fact]
    public async Task Without_the_permission_it_ends_with_one_line_that_names_it()
    {
        _proxy.Program = _ => Fault.Answer(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>", "text/xml");
        await UploadAsync("a");
        await _publisher.FlushAsync(default);

        await UploadAsync("b");
        await _publisher.FlushAsync(default);

        Assert.Single(_proxy.Requests);
        Assert.Contains("cloudwatch:PutMetricData", Assert.Single(_logger.Entries, entry => entry.Operation == "metrics.send").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_keeps_a_bounded_number_of_minutes()
    {
        _proxy.Refuse();
        for (var minute = 0; minute < 10; minute++)
        {
            await UploadAsync($"a{minute}");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        _proxy.Accept();
        await _publisher.FlushAsync(default);

        Assert.InRange(await SumAsync(OwnMetrics.UploadAttempts), 1, 3);
    }

    [Fact]
    public async Task A_request_holds_no_more_than_it_may()
    {
        await using var patient = new MetricPublisher(
            new Lazy<IAmazonCloudWatch>(_aws.CloudWatch), "many", _logger, _time, new MetricPublisherOptions { MaxMinutes = 1000, Interval = TimeSpan.FromHours(1) });
        for (var minute = 0; minute < 55; minute++)
        {
            await UploadAsync($"m{minute}", bucket: "many");
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        await patient.FlushAsync(default);

        var counts = _proxy.Requests.Select(request => System.Text.Encoding.UTF8.GetString(request.Body.ToArray()))
            .Where(body => body.Contains("many", StringComparison.Ordinal))
            .Select(body => body.Split("MetricName=").Length - 1).ToArray();
        Assert.Equal(220, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, 1, MetricPublisher.MaxData));
    }

    private Task<StoredObject> UploadAsync(string id, string? bucket = null) => PutAsync(new DirectoryObjectStore(_folder.Path, TimeProvider.System), id, bucket);

    private async Task FailAsync(string id)
    {
        var store = new ScriptedStore((_, _) => throw new ImageStorageException(ImageStorageError.StorageUnavailable, "Away.") { IsTransient = true });
        await Assert.ThrowsAsync<ImageStorageException>(() => PutAsync(store, id, bucket: null));
    }

    private Task<StoredObject> PutAsync(IObjectStore store, string id, string? bucket) => new OperationRunner(NullLogger.Instance, TimeProvider.System, bucket ?? _bucket).RunAsync(
        "SendImage", id, (_, token) => new ResilientObjectStore(store, NullLogger.Instance, TimeProvider.System, new ResilienceOptions { MaxAttempts = 2, BaseDelay = TimeSpan.Zero })
            .PutAsync(Uploads.Of(id, [1, 2, 3]), token),
        default);

    private async Task<double> SumAsync(string metric, string statistic = "Sum", string? instanceId = null)
    {
        Dimension[] instance = instanceId is null ? [] : [new() { Name = OwnMetrics.InstanceDimension, Value = instanceId }];
        using var direct = new AwsServices(await moto.RequireAsync());
        var now = _time.GetUtcNow().UtcDateTime;
        var answer = await direct.CloudWatch.GetMetricDataAsync(new GetMetricDataRequest
        {
            StartTime = now.AddHours(-2),
            EndTime = now.AddHours(2),
            MetricDataQueries =
            [
                new()
                {
                    Id = "m",
                    MetricStat = new()
                    {
                        Metric = new() { Namespace = OwnMetrics.Namespace, MetricName = metric, Dimensions = [new() { Name = "BucketName", Value = _bucket }, .. instance] },
                        Period = 86400,
                        Stat = statistic,
                    },
                },
            ],
        });
        var values = answer.MetricDataResults!.Single().Values!;
        Assert.NotEmpty(values);
        return values.Sum();
    }

    private static async Task Eventually(Func<bool> condition)
    {
        for (var waited = 0; !condition() && waited < 600; waited++)
            await Task.Delay(50);
        Assert.True(condition());
    }
}
