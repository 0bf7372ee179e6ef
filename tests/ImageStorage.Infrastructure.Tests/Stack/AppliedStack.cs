using System.Text.Json;
using ImageStorage.Infrastructure.Aws;
using ImageStorage.Infrastructure.Scripts;
using ImageStorage.Infrastructure.Terraform;

namespace ImageStorage.Infrastructure.Stack;

/// <summary>
/// The whole stack, applied once to <see cref="AwsServer"/> with its state in a bucket there, and planned again: in that plan's JSON every
/// value is known.
/// </summary>
public sealed class AppliedStack : IAsyncDisposable
{
    public const string StateBucket = "stack-states";

    public const string StateKey = "imagestorage/terraform.tfstate";

    private readonly string _root = Directory.CreateTempSubdirectory("imagestorage-stack-").FullName;
    private readonly AwsServer _server = new();
    private readonly Lock _gate = new();
    private Task<StackPlan>? _plan;

    /// <summary>Where it is applied.</summary>
    public AwsServer Server => _server;

    /// <summary>A run of the scripts beside it. Who removes the stack by them takes nothing from the plan, which is read by then.</summary>
    public ScriptRun Scripts { get; private set; } = null!;

    /// <summary>The plan after the apply. Skips the calling test when terraform, its provider or moto_server cannot be had.</summary>
    public Task<StackPlan> RequireAsync()
    {
        lock (_gate)
            return _plan ??= ApplyAsync();
    }

    /// <summary>The server that the stack stands on. Skips the calling test as <see cref="RequireAsync"/> does.</summary>
    public async Task<Uri> RequireServerAsync()
    {
        await RequireAsync();
        return await _server.RequireAsync();
    }

    /// <summary>Terraform in a copy of the configuration that is given <paramref name="server"/> for AWS.</summary>
    /// <param name="root">Where the copy is.</param>
    /// <param name="server">The endpoint.</param>
    public static TerraformProgram Against(string root, Uri server) => Workspace.Copy(root)
        .With("AWS_ENDPOINT_URL", server.AbsoluteUri)
        .With("AWS_ACCESS_KEY_ID", "test")
        .With("AWS_SECRET_ACCESS_KEY", "test")
        .With("AWS_REGION", "us-east-1");

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private async Task<StackPlan> ApplyAsync()
    {
        var server = await _server.RequireAsync();
        await _server.SendAsync("s3", HttpMethod.Put, StateBucket);

        var terraform = Against(_root, server);
        ScriptCopy.CopyScripts(_root);
        Scripts = new ScriptRun(_root, server);
        await File.WriteAllTextAsync(Path.Combine(terraform.Folder, "terraform.tfvars.json"), Variables());
        await Workspace.InitialiseAsync(
            terraform, $"-backend-config=bucket={StateBucket}", $"-backend-config=key={StateKey}", "-backend-config=region=us-east-1");
        (await terraform.RunAsync("plan", "-no-color", "-out=first.tfplan")).OrFail("terraform plan");
        var applied = (await terraform.RunAsync("apply", "-no-color", "first.tfplan")).OrFail("terraform apply");
        var second = await terraform.RunAsync("plan", "-no-color", "-detailed-exitcode", "-out=second.tfplan");
        if (second.ExitCode is not (0 or 2))
            second.OrFail("the second terraform plan");
        return new StackPlan(await Workspace.ReadPlanAsync(terraform, "second.tfplan"), applied.Output, second.Output);
    }

    // All that is optional is there, but a certificate, which would have to be AWS's.
    private static string Variables() => JsonSerializer.Serialize(new
    {
        allow_insecure_http = true,
        cors_allowed_origins = new[] { "https://quiz.example.org" },
        github_repository = "example/quiz",
        state_bucket = StateBucket,
        alarm_emails = new[] { "ops@example.org" },
        text_models = new object[]
        {
            new { model_id = "amazon.nova-lite-v1:0", profile_id = "us.amazon.nova-lite-v1:0", regions = new[] { "us-east-1", "us-west-2" } },
        },
        mongo_uri_kms_key_arn = "arn:aws:kms:us-east-1:123456789012:key/0d9cb0f8-6d0c-4d35-8f4f-0a2d2b1c6e11",
        portal_settings = new { Portal__ClientId = "quiz portal" },
    });
}
