using Amazon.CloudWatch;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Metrics;

public sealed class MetricServiceTests(MotoServer moto) : IAsyncLifetime
{
    private readonly string _bucket = $"t{Guid.NewGuid():N}";
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private Uri _endpoint = null!;
    private AwsServices _aws = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await moto.RequireAsync();
        _aws = new AwsServices(_endpoint);
    }

    public ValueTask DisposeAsync()
    {
        _aws?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task GetAsync_reads_what_boto3_put()
    {
        await PutAsync(
            """
            put("AWS/S3", "AllRequests", {"BucketName": b, "FilterId": "EntireBucket"}, now - 1800, 7)
            put("AWS/S3", "AllRequests", {"BucketName": b, "FilterId": "EntireBucket"}, now - 1790, 5)
            put("AWS/CloudFront", "CacheHitRate", {"DistributionId": b, "Region": "Global"}, now - 1800, 91.5)
            put("AWS/EC2", "CPUUtilization", {"AutoScalingGroupName": b}, now - 1800, 42)
            put("ImageStorage", "UploadAttempts", {"BucketName": b}, now - 1800, 3)
            """);

        var points = await ReadAsync(new MetricQuery { From = _now.AddHours(-3), To = _now, Period = TimeSpan.FromHours(1), DistributionId = _bucket, GroupName = _bucket });

        Assert.Equal(12, points.Where(point => point.Name == "AllRequests").Sum(point => point.Value));
        Assert.Equal(91.5, points.Single(point => point.Name == "CacheHitRate").Value);
        Assert.Equal(("Percent", "Average"), (points.Single(point => point.Name == "CPUUtilization").Unit, points.Single(point => point.Name == "CPUUtilization").Statistic));
        Assert.Equal(3, points.Single(point => point.Name == "UploadAttempts").Value);
        Assert.Equal(points.OrderBy(point => point.Source).ThenBy(point => point.Name, StringComparer.Ordinal).ThenBy(point => point.Timestamp), points);
    }

    [Fact]
    public async Task GetAsync_sums_the_size_of_all_storage_classes_day_by_day()
    {
        await PutAsync(
            """
            day = now - now % 86400 - 86400
            for kind, size in (("StandardStorage", 100), ("StandardIAStorage", 20), ("GlacierInstantRetrievalStorage", 3)):
                put("AWS/S3", "BucketSizeBytes", {"BucketName": b, "StorageType": kind}, day + 60, size)
            """);

        var points = await ReadAsync(new MetricQuery { From = _now.AddHours(-1), To = _now, Sources = [MetricSource.S3], Names = ["bucketsizebytes"] });

        Assert.Equal(123, Assert.Single(points).Value);
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(30)]
    public async Task GetAsync_of_a_range_within_a_minute_reads_that_minute(double seconds)
    {
        await PutAsync("""put("ImageStorage", "UploadAttempts", {"BucketName": b}, now - now % 60 - 60, 3)""");
        var minute = DateTimeOffset.FromUnixTimeSeconds((_now.ToUnixTimeSeconds() / 60 * 60) - 60);

        var points = await ReadAsync(new MetricQuery
        {
            From = minute,
            To = minute.AddSeconds(seconds),
            Period = TimeSpan.FromMinutes(1),
            Sources = [MetricSource.ImageStorage],
            Names = ["UploadAttempts"],
        });

        Assert.Equal(3, Assert.Single(points).Value);
    }

    [Fact]
    public async Task GetAsync_reads_page_after_page()
    {
        var asked = new List<string?>();
        await using var proxy = new FaultProxy(_endpoint);
        var pages = new Queue<Fault>([Page("m0", 1, "more"), Page("m0", 2, null)]);
        proxy.Program = _ => pages.Dequeue();
        using var aws = new AwsServices(proxy.Endpoint);

        var points = await Service(aws).GetAsync(
            new MetricQuery { From = _now.AddHours(-1), To = _now, Sources = [MetricSource.ImageStorage], Names = ["UploadAttempts"] }, default);

        Assert.Equal([1, 2], points.Select(point => point.Value));
        Assert.Contains("NextToken=more", System.Text.Encoding.UTF8.GetString(proxy.Requests[1].Body.ToArray()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0, 5, null, "before it begins")]
    [InlineData(0, 1, 0, null, "Use whole minutes, at most a day")]
    [InlineData(0, 1, 5, "NoSuchMetric", "'NoSuchMetric'")]
    public async Task GetAsync_of_what_cannot_be_read_says_why(int from, int to, int minutes, string? name, string words)
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => ReadAsync(new MetricQuery
        {
            From = _now.AddHours(from),
            To = _now.AddHours(to),
            Period = TimeSpan.FromMinutes(minutes),
            Names = name is null ? [] : [name],
        }));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetAsync_of_a_source_whose_part_is_not_named_says_which_parameter_names_it()
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => ReadAsync(new MetricQuery { From = _now.AddHours(-1), To = _now, Sources = [MetricSource.CloudFront] }));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains("-DistributionId", error.Message, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<MetricPoint>> ReadAsync(MetricQuery query) => Service(_aws).GetAsync(query, default);

    private MetricService Service(AwsServices aws) => new(
        new Lazy<IAmazonCloudWatch>(aws.CloudWatch), new Lazy<IAmazonCloudWatch>(aws.CloudWatch), _bucket,
        new ResilientCalls("service", NullLogger.Instance, TimeProvider.System), new OperationRunner(NullLogger.Instance, TimeProvider.System), TimeProvider.System);

    private Fault Page(string id, int value, string? next) => Fault.Answer(
        200,
        $"""
        <GetMetricDataResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricDataResult><MetricDataResults><member><Id>{id}</Id>
        <Timestamps><member>{_now.AddMinutes(-10 * (3 - value)):yyyy-MM-ddTHH:mm:00Z}</member></Timestamps><Values><member>{value}</member></Values><StatusCode>Complete</StatusCode>
        </member></MetricDataResults>{(next is null ? "" : $"<NextToken>{next}</NextToken>")}</GetMetricDataResult></GetMetricDataResponse>
        """,
        "text/xml");

    private Task<string> PutAsync(string script) => Boto3.SetUpAsync(
        _endpoint,
        $"""
        import time, datetime
        now, b = int(time.time()), sys.argv[2]
        def put(space, name, dimensions, at, value):
            client("cloudwatch").put_metric_data(Namespace=space, MetricData=[dict(MetricName=name, Value=value, Timestamp=datetime.datetime.fromtimestamp(at, datetime.timezone.utc),
                Dimensions=[dict(Name=k, Value=v) for k, v in dimensions.items()])])
        {script}
        """,
        _bucket);
}
