using ImageStorage.Infrastructure.Aws;
using ImageStorage.Infrastructure.Stack;
using ImageStorage.Infrastructure.Terraform;
using ImageStorage.Testing;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>The whole stack as deploy.ps1 makes it, once: planned with -WhatIf, deployed, and deployed again with another package, its state in a bucket.</summary>
public sealed class DeployedStack : IAsyncDisposable
{
    public const string StateBucket = "deploy-states";

    private readonly string _root = Directory.CreateTempSubdirectory("imagestorage-deploy-").FullName;
    private readonly AwsServer _server = new();
    private readonly Lock _gate = new();
    private Task<DeployedStack>? _ready;
    private Task<string>? _removalPlan;

    /// <summary>Where it is deployed to.</summary>
    public Uri Server { get; private set; } = null!;

    /// <summary>What the run with -WhatIf printed.</summary>
    public TerraformResult Planned { get; private set; } = null!;

    /// <summary>The number of resources that its saved plan creates.</summary>
    public int PlannedCreations { get; private set; }

    /// <summary>The buckets that were there after it, as the server lists them.</summary>
    public string BucketsAfterPlan { get; private set; } = null!;

    /// <summary>What the deployment of that plan printed.</summary>
    public TerraformResult Deployed { get; private set; } = null!;

    /// <summary>What the deployment of another package printed.</summary>
    public TerraformResult Updated { get; private set; } = null!;

    /// <summary>The file of Terraform's outputs.</summary>
    public string Outputs => Path.Combine(OutputFolder, "terraform-output.json");

    /// <summary>Where the package, Terraform's outputs and the reports are.</summary>
    public string OutputFolder => Path.Combine(_root, "out");

    /// <summary>What answers there.</summary>
    public AwsServer Aws => _server;

    /// <summary>A run of the copy's scripts.</summary>
    public ScriptRun Scripts => new(_root, Server);

    /// <summary>The arguments of every deployment here.</summary>
    /// <param name="package">The package's name.</param>
    public string[] Arguments(string package) =>
        ["-StateBucket", StateBucket, "-VariableFile", Path.Combine(_root, "trial.tfvars"), "-PackagePath", Path.Combine(_root, package), "-OutputPath", OutputFolder];

    /// <summary>Skips the calling test when terraform, its provider, aws or moto_server cannot be had.</summary>
    public Task<DeployedStack> RequireAsync()
    {
        lock (_gate)
            return _ready ??= DeployAsync();
    }

    /// <summary>A plan that removes all of it, made by deploy.ps1 with -WhatIf; nobody applies it.</summary>
    public Task<string> RequireRemovalPlanAsync()
    {
        lock (_gate)
            return _removalPlan ??= PlanRemovalAsync();
    }

    /// <summary>Sends the server a request of S3's.</summary>
    public Task<string> SendAsync(HttpMethod method, string path, string? body = null) =>
        _server.SendAsync("s3", method, path, body is null ? null : new StringContent(body));

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private async Task<DeployedStack> DeployAsync()
    {
        foreach (var program in new[] { "terraform", "aws" })
            Assert.SkipWhen(PathSearch.Find(program) is null, $"{program} is not on PATH");
        Server = await _server.RequireAsync();
        var terraform = AppliedStack.Against(_root, Server);
        ScriptCopy.CopyScripts(_root);
        // pwsh imports the module from there; the project's shell brings it.
        Directory.CreateDirectory(Path.Combine(_root, "module"));
        Directory.CreateSymbolicLink(Path.Combine(_root, "module", "out"), Path.Combine(Workspace.Repository, "module", "out"));
        await File.WriteAllTextAsync(
            Path.Combine(_root, "trial.tfvars"), "allow_insecure_http = true\nforce_destroy = true\nrecord_store = \"dynamodb\"\nalarm_emails = [\"ops@example.org\"]\n");
        await File.WriteAllTextAsync(Path.Combine(_root, "portal-1.tar.gz"), "the package");
        await File.WriteAllTextAsync(Path.Combine(_root, "portal-2.tar.gz"), "another package");
        await SendAsync(HttpMethod.Put, StateBucket);

        Planned = await Scripts.RunAsync("deploy.ps1", [.. Arguments("portal-1.tar.gz"), "-WhatIf"]);
        if (Planned.ExitCode == 2 && ProviderMirror.Find() is null && Planned.Error.Contains("registry.terraform.io", StringComparison.Ordinal))
            Assert.Skip("hashicorp/aws cannot be had: no mirror is named, and the registry does not answer");
        // Without a plan the tests of the run with -WhatIf show why there is none.
        if (Planned.ExitCode == 0)
            PlannedCreations = await CountCreationsAsync(terraform, Path.Combine(OutputFolder, "deploy.tfplan"));
        BucketsAfterPlan = await SendAsync(HttpMethod.Get, "/");
        Deployed = await Scripts.RunAsync("deploy.ps1", [.. Arguments("portal-1.tar.gz"), "-PlanPath", Path.Combine(OutputFolder, "deploy.tfplan")]);
        Updated = await Scripts.RunAsync("deploy.ps1", Arguments("portal-2.tar.gz"));
        return this;
    }

    private static async Task<int> CountCreationsAsync(TerraformProgram terraform, string planPath)
    {
        using var plan = await Workspace.ReadPlanAsync(terraform, planPath);
        return plan.RootElement.GetProperty("resource_changes").EnumerateArray().Count(
            change => change.GetProperty("change").GetProperty("actions").EnumerateArray().Any(action => action.GetString() == "create"));
    }

    private async Task<string> PlanRemovalAsync()
    {
        var run = await Scripts.RunAsync("deploy.ps1", [.. Arguments("portal-2.tar.gz"), "-Destroy", "-WhatIf"]);
        Assert.True(run.ExitCode == 0 && run.Output.Contains("Nothing was changed.", StringComparison.Ordinal), $"{run.Output}\n{run.Error}");
        Assert.Contains($"0 to add, 0 to change, {PlannedCreations} to destroy", run.Output, StringComparison.Ordinal);
        return Path.Combine(OutputFolder, "destroy.tfplan");
    }
}
