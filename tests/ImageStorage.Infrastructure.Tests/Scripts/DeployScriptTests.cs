namespace ImageStorage.Infrastructure.Scripts;

/// <summary>scripts/deploy.ps1, whole, against a server that speaks AWS's API.</summary>
public sealed class DeployScriptTests(DeployedStack stack)
{
    [Fact]
    public async Task WhatIf_stops_at_the_plan_and_changes_nothing()
    {
        await stack.RequireAsync();

        Assert.True(stack.Planned.ExitCode == 0, $"{stack.Planned.Output}\n{stack.Planned.Error}");
        Assert.Contains("Nothing was changed.", stack.Planned.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("<Name>imagestorage-", stack.BucketsAfterPlan, StringComparison.Ordinal);
    }

    /// <summary>moto_server takes the bucket policy's denial of requests without TLS for one of all requests, so it refuses the package.</summary>
    [Fact]
    public async Task A_refused_package_ends_the_deployment_after_the_apply_with_a_sentence()
    {
        await stack.RequireAsync();

        Assert.Contains("Apply complete!", stack.Deployed.Output, StringComparison.Ordinal);
        Assert.Contains("(403)", stack.Deployed.Error, StringComparison.Ordinal);
        Assert.EndsWith("deploy: The upload of the package failed. What aws said of it is above.", stack.Deployed.Error.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(2, stack.Deployed.ExitCode);
    }
}
