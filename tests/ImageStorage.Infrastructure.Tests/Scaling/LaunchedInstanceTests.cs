using System.Globalization;
using CsCheck;
using ImageStorage.Infrastructure.Aws;
using ImageStorage.Infrastructure.Policies;
using ImageStorage.Infrastructure.Stack;
using ImageStorage.Portal.Hosting;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Infrastructure.Scaling;

/// <summary>What the group launches can use the bucket from its start on: by its role, and by what its portal tells when it has tried.</summary>
public sealed class LaunchedInstanceTests(AppliedStack stack) : IAsyncLifetime
{
    private const string Allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    private static readonly Gen<string> Key =
        from id in Gen.Char[Allowed].Array[1, 128]
        from extension in Gen.OneOf(Gen.Const(".webp"), Gen.Const(".png"), Gen.Const(".jpg"), Gen.Const(".gif"))
        select $"generated_images/{new string(id)}{extension}";

    private Uri _server = null!;
    private AwsQuery _query = null!;
    private IReadOnlyList<LaunchedInstance> _instances = null!;

    /// <summary>The smallest group, grown by one.</summary>
    public async ValueTask InitializeAsync()
    {
        var plan = await stack.RequireAsync();
        _server = await stack.RequireServerAsync();
        _query = new AwsQuery(_server);
        _instances = await LaunchedInstance.LaunchAsync(
            _query, plan.FinalOutput("group_name").GetString()!, plan.Values("aws_autoscaling_group.portal").GetProperty("min_size").GetInt32() + 1);
    }

    public ValueTask DisposeAsync()
    {
        _query?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    [Trait("Property", "28")]
    public void Every_launched_instance_may_put_and_get_any_key_of_an_image()
    {
        Assert.Equal(3, _instances.Count);
        Assert.All(_instances, instance => Key.Sample(key => CanPutAndGet(instance, key), iter: 100));
    }

    [Fact]
    [Trait("Property", "28")]
    public async Task Start_canary_of_every_launched_instance_writes_and_reads_the_bucket_and_is_counted()
    {
        foreach (var instance in _instances)
        {
            Assert.Contains("read through the bucket, and is the same", await FlyAsync(instance), StringComparison.Ordinal);

            Assert.Equal((1, 0), (await CountAsync(instance, "StartCanaries"), await CountAsync(instance, "StartCanaryFailures")));
        }
    }

    [Theory]
    [InlineData("s3:PutObject")]
    [InlineData("s3:GetObject")]
    public async Task Role_that_lacks_a_permission_is_found_out_by_its_policy_and_by_its_start_canary(string action)
    {
        var poor = _instances[0] with { Id = $"i-0poor{action[3..6].ToLowerInvariant()}", Statements = [.. _instances[0].Statements.Select(statement => statement!.DeepClone())] };
        foreach (var statement in poor.Statements)
            statement!["Action"] = new System.Text.Json.Nodes.JsonArray([.. statement["Action"]!.AsArray().Select(item => item!.DeepClone()).Where(item => item.GetValue<string>() != action)]);

        Assert.False(CanPutAndGet(poor, "generated_images/quiz-1.webp"));
        Assert.Contains("The start canary failed", await FlyAsync(poor), StringComparison.Ordinal);
        Assert.Equal((1, 1), (await CountAsync(poor, "StartCanaries"), await CountAsync(poor, "StartCanaryFailures")));
    }

    private static bool CanPutAndGet(LaunchedInstance instance, string key) => new[] { "s3:PutObject", "s3:GetObject" }.All(action =>
        instance.Policy.Allows(new PolicyRequest(action, $"arn:aws:s3:::{instance.StoreSettings[SettingName.S3BucketName]}/{key}", new Dictionary<string, string>())));

    /// <summary>Starts the portal as the instance does, lets it end when it has told of its canary, and gives the line.</summary>
    private async Task<string> FlyAsync(LaunchedInstance instance)
    {
        await using var gate = new FaultProxy(_server) { Program = new RoleGate(instance.Policy).Judge };
        await using var metadata = await InstanceMetadata.StartAsync(instance.Id, instance.Role);
        var environment = instance.StoreSettings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value);
        foreach (var name in new[] { "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE" })
            environment[name] = null;
        environment["AWS_SHARED_CREDENTIALS_FILE"] = environment["AWS_CONFIG_FILE"] = Path.Combine(AppContext.BaseDirectory, "none");
        environment["AWS_EC2_METADATA_DISABLED"] = "false";
        environment["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = metadata.Endpoint;
        environment["AWS_ENDPOINT_URL_CLOUDWATCH"] = _server.AbsoluteUri;
        environment[SettingName.S3EndpointUrl] = gate.Endpoint.AbsoluteUri;

        await using var portal = await PortalInstance.StartAsync(environment);
        var line = await portal.WaitForLineAsync("tart canary");
        await portal.TerminateAsync();
        Assert.Equal(0, await portal.ExitCodeAsync(TimeSpan.FromSeconds(60)));
        return line;
    }

    /// <summary>What CloudWatch keeps of an instance's counter; fails when it keeps nothing.</summary>
    private async Task<double> CountAsync(LaunchedInstance instance, string metric)
    {
        const string Query = "MetricDataQueries.member.1.";
        const string Metric = Query + "MetricStat.Metric.";
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var answer = await _query.AskAsync(
            "monitoring 2010-08-01", "GetMetricData",
            ("StartTime", now.AddHours(-1).ToString("s", CultureInfo.InvariantCulture) + "Z"), ("EndTime", now.AddHours(1).ToString("s", CultureInfo.InvariantCulture) + "Z"),
            (Query + "Id", "m"), (Query + "MetricStat.Period", "86400"), (Query + "MetricStat.Stat", "Sum"),
            (Metric + "Namespace", "ImageStorage"), (Metric + "MetricName", metric),
            (Metric + "Dimensions.member.1.Name", "BucketName"), (Metric + "Dimensions.member.1.Value", instance.StoreSettings[SettingName.S3BucketName]),
            (Metric + "Dimensions.member.2.Name", "InstanceId"), (Metric + "Dimensions.member.2.Value", instance.Id));
        var points = AwsQuery.Elements(answer, "Values").Single().Elements().ToArray();
        Assert.NotEmpty(points);
        return points.Sum(point => double.Parse(point.Value, CultureInfo.InvariantCulture));
    }
}
