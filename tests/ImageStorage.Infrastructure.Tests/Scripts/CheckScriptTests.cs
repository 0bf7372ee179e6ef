using System.Text.Json;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>scripts/check-infrastructure.ps1 against the stack that deploy.ps1 made.</summary>
public sealed class CheckScriptTests(DeployedStack stack)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_stack_as_it_was_deployed_ends_with_0_whatever_region_is_configured(bool inPwsh)
    {
        var scripts = (await stack.RequireAsync()).Scripts;

        var run = await (inPwsh ? scripts.InPwsh() : scripts).With("AWS_REGION", "eu-west-1").RunAsync("check-infrastructure.ps1", "-TerraformOutput", stack.Outputs);

        Assert.True(run.ExitCode == 0, $"{run.Output}\n{run.Error}");
        Assert.Matches(@"Storage +Passed +BucketExists ", run.Output);
        Assert.Matches(@"Records +Passed +RecordStore ", run.Output);
    }

    [Fact]
    public async Task A_setting_changed_behind_Terraforms_back_ends_with_1_and_is_told_to_people_and_to_GitHub()
    {
        const string Versioning = "<VersioningConfiguration><Status>{0}</Status></VersioningConfiguration>";
        const string Path = "imagestorage-123456789012?versioning";
        await stack.RequireAsync();
        using var copy = new ScriptCopy();
        var summary = System.IO.Path.Combine(copy.Root, "summary.md");
        var report = System.IO.Path.Combine(copy.Root, "checks.json");

        await stack.SendAsync(HttpMethod.Put, Path, Versioning.Replace("{0}", "Suspended", StringComparison.Ordinal));
        var run = await stack.Scripts.With("GITHUB_ACTIONS", "true").With("GITHUB_STEP_SUMMARY", summary)
            .RunAsync("check-infrastructure.ps1", "-TerraformOutput", stack.Outputs, "-Area", "Storage", "-ReportPath", report);
        await stack.SendAsync(HttpMethod.Put, Path, Versioning.Replace("{0}", "Enabled", StringComparison.Ordinal));

        Assert.True(run.ExitCode == 1, $"{run.Output}\n{run.Error}");
        Assert.Contains("\n::error title=BucketVersioning::The bucket 'imagestorage-123456789012' has versioning Suspended instead of Enabled.", run.Output, StringComparison.Ordinal);
        Assert.Contains("| **failed** | Storage: BucketVersioning |", await File.ReadAllTextAsync(summary), StringComparison.Ordinal);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(report));
        Assert.Equal(
            "BucketVersioning",
            Assert.Single(json.RootElement.GetProperty("checks").EnumerateArray(), check => check.GetProperty("status").GetString() == "failed").GetProperty("name").GetString());
    }

    [Theory]
    [InlineData("no such file", "none.json' cannot be read")]
    [InlineData("not JSON", "is not JSON")]
    [InlineData("half-applied", "applied half-way: its outputs lack distribution_id, instance_role_name, group_name")]
    [InlineData("no such bucket", "There is no bucket 'gone'")]
    [InlineData("another kind of report", "is not a kind of report. Use a path that ends in .json, .xml (JUnit) or .md.")]
    [InlineData("no credentials", "aws configure")]
    [InlineData("no terraform", "'terraform' is not on PATH")]
    public async Task What_cannot_be_checked_ends_with_2_and_a_sentence(string trouble, string words)
    {
        await stack.RequireAsync();
        using var copy = new ScriptCopy();
        var file = Path.Combine(copy.Root, "outputs.json");
        await File.WriteAllTextAsync(file, trouble switch
        {
            "not JSON" => "half a fi",
            "half-applied" => """{"bucket_name": {"value": "imagestorage-123456789012"}}""",
            "no such bucket" => (await File.ReadAllTextAsync(stack.Outputs)).Replace("\"imagestorage-123456789012\"", "\"gone\"", StringComparison.Ordinal),
            _ => await File.ReadAllTextAsync(stack.Outputs),
        });
        var scripts = new ScriptRun(copy.Root, stack.Server);
        string[] arguments = ["-Area", "Storage", "-TerraformOutput", trouble == "no such file" ? "none.json" : file];

        var run = await (trouble switch
        {
            "another kind of report" => scripts.RunAsync("check-infrastructure.ps1", [.. arguments, "-ReportPath", "checks.html"]),
            "no credentials" => scripts.With("AWS_ACCESS_KEY_ID", null).With("AWS_SECRET_ACCESS_KEY", null).With("HOME", copy.Root)
                .RunAsync("check-infrastructure.ps1", ["-Area", "Identity", .. arguments[2..]]),
            "no terraform" => scripts.With("PATH", copy.Root).RunAsync("check-infrastructure.ps1"),
            _ => scripts.RunAsync("check-infrastructure.ps1", arguments),
        });

        Assert.True(run.ExitCode == 2, $"{run.ExitCode}\n{run.Output}\n{run.Error}");
        var last = run.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("check-infrastructure: ", last, StringComparison.Ordinal);
        Assert.Contains(words, last, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        // Nothing was checked in vain.
        if (trouble == "another kind of report")
            Assert.DoesNotContain("BucketExists", run.Output, StringComparison.Ordinal);
    }
}
