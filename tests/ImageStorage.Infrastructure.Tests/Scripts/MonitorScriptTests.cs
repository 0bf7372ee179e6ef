using System.Text.Json;
using System.Xml.Linq;
using ImageStorage.Infrastructure.Terraform;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>load-testing/monitor-image-scaling.ps1, with a load that CloudWatch and Auto Scaling report.</summary>
public sealed class MonitorScriptTests(ScaledGroup group) : IClassFixture<ScaledGroup>, IDisposable
{
    private static readonly string Script = Path.Combine(Workspace.Repository, "load-testing", "monitor-image-scaling.ps1");

    private readonly string _output = Directory.CreateTempSubdirectory("imagestorage-monitor-").FullName;

    private string Folder => Assert.Single(Directory.GetDirectories(_output, "scaling-*"));

    public void Dispose() => Directory.Delete(_output, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_group_that_grew_and_was_back_in_time_ends_with_0_and_is_written_down_whatever_region_is_configured(bool inPwsh)
    {
        var scripts = inPwsh ? group.Scripts.InPwsh() : group.Scripts;
        var outputs = Path.Combine(_output, "outputs.json");
        await File.WriteAllTextAsync(outputs, """{"aws_region": {"value": "us-east-1"}, "bucket_name": {"value": "grows"}, "group_name": {"value": "grows"}}""");

        var run = await scripts.With("AWS_REGION", "eu-west-1")
            .RunAsync(Script, "-TerraformOutput", outputs, "-StartTime", group.StartTime, "-Duration", "50m", "-Output", _output);

        Assert.True(run.ExitCode == 0, $"{run.Output}\n{run.Error}");
        Assert.Contains("\nPassed  ScalingLoad     The CPU passed 70 % at ", run.Output, StringComparison.Ordinal);
        Assert.Contains(", 4 minutes after the load began", run.Output, StringComparison.Ordinal);
        Assert.Contains("and the group was back at 2 instances at ", run.Output, StringComparison.Ordinal);
        Assert.Contains("i-0new, launched at ", run.Output, StringComparison.Ordinal);
        Assert.Equal(50, run.Output.Split('\n').Count(line => line.StartsWith($"{group.Minute(0):HH}:", StringComparison.Ordinal) || line.StartsWith($"{group.Minute(49):HH}:", StringComparison.Ordinal)));
        Assert.Contains($"\n{group.Minute(20):HH:mm}      85       3", run.Output, StringComparison.Ordinal);
        AssertSeries();
        Assert.Equal(5, XDocument.Load(Path.Combine(Folder, "scaling.xml")).Descendants("testcase").Count());
    }

    [Fact]
    public async Task A_group_that_did_not_grow_ends_with_1_and_the_report_names_what_was_missed()
    {
        var run = await group.Scripts.RunAsync(Script, Story("stays"));

        Assert.True(run.ExitCode == 1, $"{run.Output}\n{run.Error}");
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "scaling.json")));
        var missed = Assert.Single(json.RootElement.GetProperty("checks").EnumerateArray(), check => check.GetProperty("status").GetString() == "failed");
        Assert.Equal("ScalingGrowth", missed.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_group_without_load_proves_nothing_and_ends_with_2()
    {
        var run = await group.Scripts.RunAsync(Script, Story("rests"));

        Assert.True(run.ExitCode == 2, $"{run.Output}\n{run.Error}");
        Assert.Contains("ScalingLoad has no answer: The CPU was not above 70 % for 3 minutes (12 % at the most)", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ctrl_C_ends_it_with_130_and_what_there_was_until_then_is_written_and_judged(bool inPwsh)
    {
        var scripts = inPwsh ? group.Scripts.InPwsh() : group.Scripts;

        var run = await scripts.InterruptAsync(
            said => said.Contains("The group is followed until", StringComparison.Ordinal),
            Script, "-GroupName", "grows", "-BucketName", "grows", "-StartTime", group.StartTime, "-Duration", "3h", "-Interval", "1h", "-Output", _output);

        Assert.True(run.ExitCode == 130, $"{run.ExitCode}\n{run.Output}\n{run.Error}");
        Assert.Contains("The minutes, their chart and the verdict are in ", run.Output, StringComparison.Ordinal);
        AssertSeries();
        Assert.True(File.Exists(Path.Combine(Folder, "scaling.md")));
    }

    [Theory]
    [InlineData("no such group", "There is no Auto Scaling group 'gone'. Check -GroupName")]
    [InlineData("no bucket", "Give S3_BUCKET_NAME, -BucketName or -TerraformOutput")]
    [InlineData("no such file", "none.json' cannot be read")]
    [InlineData("not JSON", "is not JSON")]
    [InlineData("no credentials", "aws configure")]
    [InlineData("no terraform", "'terraform' is not on PATH")]
    [InlineData("zero duration", "'0m' is not a duration")]
    [InlineData("a misspelled interval", "'soon' is not a duration")]
    [InlineData("a time to come", "is still to come")]
    [InlineData("no time", "'yesterdya' is not a time")]
    [InlineData("a file as output", "cannot be written")]
    public async Task What_cannot_be_followed_ends_with_2_and_a_sentence(string trouble, string words)
    {
        var file = Path.Combine(_output, "outputs.json");
        await File.WriteAllTextAsync(file, "half a fi");
        var scripts = trouble switch
        {
            "no credentials" => group.Scripts.With("AWS_ACCESS_KEY_ID", null).With("AWS_SECRET_ACCESS_KEY", null).With("HOME", _output),
            "no terraform" => group.Scripts.With("PATH", _output),
            _ => group.Scripts,
        };
        string[] arguments = trouble switch
        {
            "no such group" => ["-GroupName", "gone", "-BucketName", "gone"],
            "no bucket" => ["-GroupName", "grows"],
            "no such file" => ["-TerraformOutput", "none.json"],
            "not JSON" => ["-TerraformOutput", file],
            "no terraform" => [],
            "zero duration" => ["-GroupName", "grows", "-BucketName", "grows", "-Duration", "0m"],
            "a misspelled interval" => ["-GroupName", "grows", "-BucketName", "grows", "-Interval", "soon"],
            "a time to come" => ["-GroupName", "grows", "-BucketName", "grows", "-StartTime", "2999-01-01"],
            "no time" => ["-GroupName", "grows", "-BucketName", "grows", "-StartTime", "yesterdya"],
            _ => ["-GroupName", "grows", "-BucketName", "grows"],
        };

        var run = await scripts.RunAsync(Script, [.. arguments, "-Output", trouble == "a file as output" ? file : _output]);

        Assert.True(run.ExitCode == 2, $"{run.ExitCode}\n{run.Output}\n{run.Error}");
        var last = run.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("monitor-image-scaling: ", last, StringComparison.Ordinal);
        Assert.Contains(words, last, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private string[] Story(string name) => ["-GroupName", name, "-BucketName", name, "-StartTime", group.StartTime, "-Duration", "50m", "-Output", _output];

    private void AssertSeries()
    {
        var rows = File.ReadAllLines(Path.Combine(Folder, "metrics.csv"));
        Assert.Equal("timestamp,source,metric,statistic,value,unit", rows[0]);
        Assert.Contains($"{group.Minute(20):yyyy-MM-ddTHH:mm:ss}Z,AutoScaling,CPUUtilization,Average,85,Percent", rows);
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "metrics.json")));
        Assert.Equal(rows.Length - 1, json.RootElement.GetArrayLength());
        Assert.Contains("CPUUtilization", XDocument.Load(Path.Combine(Folder, "metrics.svg")).Root!.Value, StringComparison.Ordinal);
    }
}
