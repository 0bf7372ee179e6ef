using System.Text.Json;
using System.Xml.Linq;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>scripts/deploy.ps1, whole, against a server that speaks AWS's API.</summary>
public sealed class DeployScriptTests(DeployedStack stack)
{
    /// <summary>A trial has no certificate of its own; moto_server starts all instances in one zone.</summary>
    private static readonly string[] Warned = ["DistributionTlsVersion", "GroupZones"];

    [Fact]
    public async Task WhatIf_stops_at_the_plan_and_changes_nothing()
    {
        await stack.RequireAsync();

        Assert.True(stack.Planned.ExitCode == 0, $"{stack.Planned.Output}\n{stack.Planned.Error}");
        Assert.Contains("Nothing was changed.", stack.Planned.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("<Name>imagestorage-", stack.BucketsAfterPlan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_saved_plan_is_applied_its_package_uploaded_and_all_of_it_checked()
    {
        await stack.RequireAsync();

        Assert.True(stack.Deployed.ExitCode == 0, $"{stack.Deployed.Output}\n{stack.Deployed.Error}");
        Assert.True(stack.PlannedCreations > 0, "The plan creates nothing.");
        Assert.Contains($"Apply complete! Resources: {stack.PlannedCreations} added", stack.Deployed.Output, StringComparison.Ordinal);
        Assert.Equal("the package", await stack.SendAsync(HttpMethod.Get, "imagestorage-123456789012/releases/portal-1.tar.gz"));
        Assert.DoesNotContain("being replaced", stack.Deployed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_package_is_uploaded_and_waits_until_the_instances_are_replaced()
    {
        await stack.RequireAsync();

        Assert.True(stack.Updated.ExitCode == 0, $"{stack.Updated.Output}\n{stack.Updated.Error}");
        Assert.Matches("Resources: 0 added, [0-9]+ changed, 0 destroyed", stack.Updated.Output);
        Assert.Equal("another package", await stack.SendAsync(HttpMethod.Get, "imagestorage-123456789012/releases/portal-2.tar.gz"));
        Assert.Contains("being replaced: Successful", stack.Updated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_say_that_everything_passed()
    {
        await stack.RequireAsync();

        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(stack.OutputFolder, "checks.json")));
        var checks = json.RootElement.GetProperty("checks").EnumerateArray().ToLookup(
            check => check.GetProperty("status").GetString()!, check => check.GetProperty("name").GetString()!);
        Assert.Empty(checks["skipped"]);
        Assert.Empty(checks["unknown"]);
        Assert.Equal(Warned, checks["warning"].Order());
        Assert.Empty(checks["failed"]);
        Assert.Contains("RecordStore", checks["passed"]);
        Assert.DoesNotContain("ObjectsFolder", checks["passed"]);

        var suites = XDocument.Load(Path.Combine(stack.OutputFolder, "checks.xml")).Root!;
        Assert.Equal(checks.Sum(group => group.Count()), suites.Descendants("testcase").Count());
        Assert.Equal(("0", "0", "0"), (suites.Attribute("failures")!.Value, suites.Attribute("errors")!.Value, suites.Attribute("skipped")!.Value));
    }

    [Fact]
    public async Task The_plan_of_another_package_is_refused_before_anything_is_changed()
    {
        await stack.RequireAsync();

        // The plan that lies there is the last deployment's.
        var run = await stack.Scripts.RunAsync(
            "deploy.ps1", [.. stack.Arguments("portal-1.tar.gz"), "-PlanPath", Path.Combine(stack.OutputFolder, "deploy.tfplan")]);

        AssertRefused(run, "was made with the package 'releases/portal-2.tar.gz'");
        Assert.DoesNotContain("Apply complete", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replacement_that_fails_is_told_and_begins_again_with_the_next_run()
    {
        await stack.RequireAsync();
        using var copy = new ScriptCopy();
        var package = Path.Combine(copy.Root, "portal-3.tar.gz");
        File.Move(copy.Package, package);
        string[] arguments = ["-StateBucket", DeployedStack.StateBucket, "-VariableFile", Path.Combine(stack.Scripts.Root, "trial.tfvars"), "-PackagePath", package, "-OutputPath", Path.Combine(copy.Root, "out"), "-NoCheck"];

        stack.Aws.Refreshes.End = "Failed";
        var failed = await stack.Scripts.RunAsync("deploy.ps1", arguments);
        stack.Aws.Refreshes.End = "Successful";
        // An apply that does not touch the group, which moto_server's answers otherwise make it do each time.
        var again = await stack.Scripts.With("TF_CLI_ARGS_plan", "-no-color -target=aws_s3_bucket_versioning.images").RunAsync("deploy.ps1", arguments);

        AssertRefused(failed, "Replacing the instances failed. Auto Scaling ended it as Failed. Too many instances did not answer.");
        Assert.True(again.ExitCode == 0, $"{again.Output}\n{again.Error}");
        Assert.Contains("being replaced: Successful", again.Output, StringComparison.Ordinal);
        // As the stack wants it, and not as Auto Scaling would by default.
        Assert.Contains("<MinHealthyPercentage>100</MinHealthyPercentage>", stack.Aws.Refreshes.LastPreferences, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_only_removes_is_refused_without_Destroy()
    {
        await stack.RequireAsync();
        var plan = await stack.RequireRemovalPlanAsync();

        var run = await stack.Scripts.RunAsync("deploy.ps1", [.. stack.Arguments("portal-2.tar.gz"), "-PlanPath", plan]);

        AssertRefused(run, "The plan only removes things. Give -Destroy if you want that.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Removal_asks_and_without_an_answer_removes_nothing(bool inPwsh)
    {
        await stack.RequireAsync();
        var plan = await stack.RequireRemovalPlanAsync();

        var run = await (inPwsh ? stack.Scripts.InPwsh() : stack.Scripts).RunAsync("deploy.ps1", [.. stack.Arguments("portal-2.tar.gz"), "-PlanPath", plan, "-Destroy"]);

        AssertRefused(run, "Give -Force");
        Assert.Contains("<Name>imagestorage-", await stack.SendAsync(HttpMethod.Get, "/"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no state", "Terraform needs a place for its state")]
    [InlineData("a plan without its package", "A plan belongs to a package")]
    [InlineData("no such file", "-VariableFile: there is no")]
    [InlineData("no programs", "'terraform' is not on PATH")]
    [InlineData("no credentials", "terraform init failed")]
    [InlineData("no such state bucket", "terraform init failed")]
    [InlineData("no such region", "terraform init failed")]
    [InlineData("a lock that is held", "terraform plan failed")]
    public async Task What_cannot_be_done_ends_with_2_and_a_sentence(string trouble, string words)
    {
        await stack.RequireAsync();
        await stack.SendAsync(HttpMethod.Put, $"{DeployedStack.StateBucket}/held.tflock", """{"ID": "1", "Who": "ops", "Operation": "OperationTypeApply"}""");
        // A copy of its own: init writes into its folder.
        using var copy = new ScriptCopy();
        var scripts = new ScriptRun(copy.Root, stack.Server);
        string[] arguments = ["-StateBucket", DeployedStack.StateBucket, "-PackagePath", copy.Package, "-OutputPath", Path.Combine(copy.Root, "out"), "-WhatIf"];

        var run = await (trouble switch
        {
            "no state" => scripts.RunAsync("deploy.ps1", "-WhatIf"),
            "a plan without its package" => scripts.RunAsync("deploy.ps1", "-LocalState", "-PlanPath", copy.Package),
            "no such file" => scripts.RunAsync("deploy.ps1", [.. arguments, "-VariableFile", "none.tfvars"]),
            "no programs" => scripts.With("PATH", copy.Root).RunAsync("deploy.ps1", arguments),
            "no credentials" => scripts.With("AWS_ACCESS_KEY_ID", null).With("AWS_SECRET_ACCESS_KEY", null).With("HOME", copy.Root).RunAsync("deploy.ps1", arguments),
            "no such state bucket" => scripts.RunAsync("deploy.ps1", ["-StateBucket", "none", .. arguments[2..]]),
            "no such region" => scripts.RunAsync("deploy.ps1", [.. arguments, "-StateRegion", "nowhere-1"]),
            _ => scripts.RunAsync("deploy.ps1", [.. arguments, "-StateKey", "held"]),
        });

        AssertRefused(run, words);
    }

    private static void AssertRefused(Terraform.TerraformResult run, string words)
    {
        Assert.True(run.ExitCode == 2, $"{run.ExitCode}\n{run.Output}\n{run.Error}");
        var last = run.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("deploy: ", last, StringComparison.Ordinal);
        Assert.Contains(words, last, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }
}
