using ImageStorage.Aws;
using ImageStorage.Composition;
using ImageStorage.Diagnostics;
using ImageStorage.Objects.S3;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Scaling;

/// <summary>The course is read from CloudWatch and Auto Scaling. moto_server keeps no activities, so a stub answers for them.</summary>
public sealed class ScalingServiceTests(MotoServer moto) : IAsyncLifetime
{
    private readonly string _name = $"t{Guid.NewGuid():N}";
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private Uri _endpoint = null!;
    private FaultProxy _proxy = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await moto.RequireAsync();
        _proxy = new FaultProxy(_endpoint);
    }

    public ValueTask DisposeAsync() => _proxy.DisposeAsync();

    [Fact]
    public async Task TestAsync_judges_what_CloudWatch_and_the_activities_tell()
    {
        await PutCourseAsync();
        Activities($"""
            <member><StartTime>{Minute(14):yyyy-MM-ddTHH:mm:ssZ}</StartTime><Description>Launching a new EC2 instance: i-0fine</Description></member>
            <member><StartTime>{Minute(14):yyyy-MM-ddTHH:mm:ssZ}</StartTime><Description>Terminating EC2 instance: i-0gone</Description></member>
            <member><StartTime>{Minute(13):yyyy-MM-ddTHH:mm:ssZ}</StartTime><Description>Launching a new EC2 instance: i-0poor</Description></member>
            <member><StartTime>{Minute(-90):yyyy-MM-ddTHH:mm:ssZ}</StartTime><Description>Launching a new EC2 instance: i-0past</Description></member>
            """);

        var checks = await TestAsync();

        Assert.Equal(
            [("ScalingLoad", CheckStatus.Passed), ("ScalingGrowth", CheckStatus.Passed), ("ScalingReturn", CheckStatus.Passed), ("ScalingSuccess", CheckStatus.Passed),
                ("ScalingCanary", CheckStatus.Failed), ("ScalingCanary", CheckStatus.Passed)],
            checks.Select(check => (check.Name, check.Status)));
        Assert.StartsWith("i-0poor", checks[4].Detail, StringComparison.Ordinal);
        Assert.StartsWith("i-0fine", checks[5].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestAsync_without_permission_for_activities_judges_the_rest()
    {
        await PutCourseAsync();
        _proxy.Program = request => IsAboutActivities(request)
            ? Fault.Answer(403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>", "text/xml")
            : Fault.None;

        var checks = await TestAsync();

        Assert.Equal(CheckStatus.Passed, checks.Single(check => check.Name == "ScalingGrowth").Status);
        Assert.Equal(CheckStatus.Skipped, checks.Single(check => check.Name == "ScalingCanary").Status);
    }

    private Task<IReadOnlyList<InfrastructureCheck>> TestAsync()
    {
        var configuration = MotoBucket.Configuration(_endpoint);
        var logger = NullLogger.Instance;
        var context = new ServiceContext(configuration, new OperationRunner(logger, TimeProvider.System), logger, TimeProvider.System);
        var metrics = MetricComposition.Compose(context, _proxy.Endpoint);
        return ScalingComposition.Compose(context, metrics, _proxy.Endpoint).TestAsync(
            new ScalingRequest { GroupName = _name, BucketName = _name, From = Minute(0), To = Minute(50) }, default);
    }

    private void Activities(string members) => _proxy.Program = request => IsAboutActivities(request)
        ? Fault.Answer(
            200,
            $"""<DescribeScalingActivitiesResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><DescribeScalingActivitiesResult><Activities>{members}</Activities></DescribeScalingActivitiesResult><ResponseMetadata><RequestId>{Guid.NewGuid()}</RequestId></ResponseMetadata></DescribeScalingActivitiesResponse>""",
            "text/xml")
        : Fault.None;

    /// <summary>Nothing else is asked of Auto Scaling; its name is in the signature.</summary>
    private static bool IsAboutActivities(SeenRequest request) =>
        request.Header("Authorization").Any(signature => signature.Contains("/autoscaling/", StringComparison.Ordinal));

    private DateTimeOffset Minute(int minute) => new DateTimeOffset(_now.UtcTicks - (_now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(minute - 55);

    private Task<string> PutCourseAsync() => Boto3.SetUpAsync(
        _endpoint,
        """
        import datetime
        name, start, cloudwatch = sys.argv[2], int(sys.argv[3]), client("cloudwatch")
        def put(space, metric, dimensions, value, minutes=range(50)):
            cloudwatch.put_metric_data(Namespace=space, MetricData=[dict(MetricName=metric, Value=value(minute),
                Timestamp=datetime.datetime.fromtimestamp(start + 60 * minute, datetime.timezone.utc),
                Dimensions=[dict(Name=k, Value=v) for k, v in dimensions.items()]) for minute in minutes])
        group, bucket = {"AutoScalingGroupName": name}, {"BucketName": name}
        put("AWS/EC2", "CPUUtilization", group, lambda minute: 85 if 10 <= minute < 30 else 8)
        put("AWS/AutoScaling", "GroupDesiredCapacity", group, lambda minute: 4 if 14 <= minute < 38 else 2)
        put("AWS/AutoScaling", "GroupMinSize", group, lambda minute: 2)
        put("ImageStorage", "UploadAttempts", bucket, lambda minute: 100)
        put("ImageStorage", "UploadFailures", bucket, lambda minute: 1)
        for instance, failures in (("i-0fine", 0), ("i-0poor", 1)):
            put("ImageStorage", "StartCanaries", {**bucket, "InstanceId": instance}, lambda minute: 1, [16])
            put("ImageStorage", "StartCanaryFailures", {**bucket, "InstanceId": instance}, lambda minute: failures, [16])
        """,
        _name, Minute(0).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
}
