using System.Globalization;
using ImageStorage.Infrastructure.Aws;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>A group under load as CloudWatch and Auto Scaling tell of it: 50 minutes, the last of them 5 minutes ago.</summary>
public sealed class ScaledGroup : IAsyncLifetime
{
    private const int Minutes = 50;

    private readonly AwsServer _aws = new();
    private readonly HttpClient _client = new();
    private readonly DateTimeOffset _begin = DateTimeOffset.FromUnixTimeSeconds((DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 60 * 60) - (60 * (Minutes + 5)));
    private readonly string _root = Directory.CreateTempSubdirectory("imagestorage-monitor-").FullName;

    /// <summary>Where it is told.</summary>
    public Uri Server { get; private set; } = null!;

    /// <summary>When the story begins, as -StartTime takes it.</summary>
    public string StartTime => Minute(0).ToString("o", CultureInfo.InvariantCulture);

    /// <summary>A run of the scripts.</summary>
    public ScriptRun Scripts => new(_root, Server);

    /// <summary>A moment of the story.</summary>
    public DateTimeOffset Minute(int minute) => _begin.AddMinutes(minute);

    public async ValueTask InitializeAsync()
    {
        Server = await _aws.RequireAsync();
        foreach (var group in new[] { "grows", "stays", "rests" })
            await CreateGroupAsync(group);

        await PutCpuAsync("grows", minute => minute is >= 10 and < 30 ? 85 : 8);
        await PutAsync("AWS/AutoScaling", "GroupDesiredCapacity", minute => minute is >= 14 and < 38 ? 3 : 2, ("AutoScalingGroupName", "grows"));
        await PutAsync("ImageStorage", "UploadAttempts", _ => 100, ("BucketName", "grows"));
        await PutAsync("ImageStorage", "UploadFailures", _ => 1, ("BucketName", "grows"));
        await PutAsync("ImageStorage", "StartCanaries", minute => minute == 16 ? 1 : null, ("BucketName", "grows"), ("InstanceId", "i-0new"));
        _aws.Launch("grows", "i-0new", Minute(14));

        await PutCpuAsync("stays", minute => minute is >= 10 and < 30 ? 95 : 8);
        await PutAsync("AWS/AutoScaling", "GroupDesiredCapacity", _ => 2, ("AutoScalingGroupName", "stays"));
        await PutCpuAsync("rests", _ => 12);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _aws.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private async Task PutCpuAsync(string group, Func<int, double?> value)
    {
        await PutAsync("AWS/EC2", "CPUUtilization", value, ("AutoScalingGroupName", group));
        await PutAsync("AWS/AutoScaling", "GroupMinSize", _ => 2, ("AutoScalingGroupName", group));
        await PutAsync("AWS/AutoScaling", "GroupMaxSize", _ => 6, ("AutoScalingGroupName", group));
    }

    /// <summary>A value for each minute that has one.</summary>
    private Task PutAsync(string space, string metric, Func<int, double?> value, params (string Name, string Value)[] dimensions)
    {
        var form = new Dictionary<string, string> { ["Action"] = "PutMetricData", ["Version"] = "2010-08-01", ["Namespace"] = space };
        foreach (var (number, minute) in Enumerable.Range(0, Minutes).Where(minute => value(minute) is not null).Index())
        {
            var entry = $"MetricData.member.{number + 1}";
            form[$"{entry}.MetricName"] = metric;
            form[$"{entry}.Value"] = value(minute)!.Value.ToString(CultureInfo.InvariantCulture);
            form[$"{entry}.Timestamp"] = Minute(minute).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            foreach (var (index, dimension) in dimensions.Index())
            {
                form[$"{entry}.Dimensions.member.{index + 1}.Name"] = dimension.Name;
                form[$"{entry}.Dimensions.member.{index + 1}.Value"] = dimension.Value;
            }
        }

        return SendAsync("monitoring", form);
    }

    private async Task CreateGroupAsync(string name)
    {
        await SendAsync("autoscaling", new()
        {
            ["Action"] = "CreateLaunchConfiguration",
            ["Version"] = "2011-01-01",
            ["LaunchConfigurationName"] = name,
            ["ImageId"] = "ami-12c6146b",
            ["InstanceType"] = "t3.small",
        });
        await SendAsync("autoscaling", new()
        {
            ["Action"] = "CreateAutoScalingGroup",
            ["Version"] = "2011-01-01",
            ["AutoScalingGroupName"] = name,
            ["LaunchConfigurationName"] = name,
            ["MinSize"] = "2",
            ["MaxSize"] = "6",
            ["AvailabilityZones.member.1"] = "us-east-1a",
        });
    }

    private async Task SendAsync(string service, Dictionary<string, string> form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Server) { Content = new FormUrlEncodedContent(form) };
        // moto_server reads from the signature which service is meant, and does not check it.
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await _client.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
