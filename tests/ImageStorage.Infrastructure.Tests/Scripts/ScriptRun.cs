using System.Diagnostics;
using System.Reflection;
using ImageStorage.Infrastructure.Terraform;
using ImageStorage.Testing;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>Runs the project's scripts or a copy of them, by default in the project's own shell, which is wherever the tests are.</summary>
/// <param name="root">Where they run, and the copy's folder: scripts/ and terraform/ lie in it.</param>
/// <param name="server">What answers as AWS.</param>
public sealed class ScriptRun(string root, Uri server)
{
    private static readonly string Shell = Path.Combine(
        typeof(ScriptRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "ShellFolder").Value!,
        OperatingSystem.IsWindows() ? "ImageStorage.Shell.exe" : "ImageStorage.Shell");

    private readonly Dictionary<string, string?> _environment = [];
    private string _program = Shell;

    /// <summary>The copy's folder.</summary>
    public string Root => root;

    /// <summary>Sets a variable of the environment; null takes it away.</summary>
    public ScriptRun With(string name, string? value)
    {
        _environment[name] = value;
        return this;
    }

    /// <summary>Runs scripts in pwsh; skips the calling test when it is not on PATH.</summary>
    public ScriptRun InPwsh()
    {
        _program = PathSearch.Find("pwsh") ?? "";
        Assert.SkipWhen(_program.Length == 0, "pwsh is not on PATH");
        return this;
    }

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">Its name, or the whole path of one of the project itself.</param>
    /// <param name="arguments">Its arguments.</param>
    public Task<TerraformResult> RunAsync(string script, params string[] arguments) => ProgramRun.RunAsync(Describe(script, arguments));

    /// <summary>Runs a script, and ends it as Ctrl+C does, when it is time.</summary>
    /// <param name="isTime">Asked again and again with what the script has written so far.</param>
    /// <param name="script">Its name, or the whole path of one of the project itself.</param>
    /// <param name="arguments">Its arguments.</param>
    public Task<TerraformResult> InterruptAsync(Func<string, bool> isTime, string script, params string[] arguments)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT to send");
        var start = Describe(script, arguments);
        // A test run that was started in the background ignores SIGINT, and what it starts would too.
        start.ArgumentList.Insert(0, start.FileName);
        start.ArgumentList.Insert(0, "--default-signal=INT");
        start.FileName = "/usr/bin/env";
        return ProgramRun.RunAsync(start, isTime);
    }

    private ProcessStartInfo Describe(string script, string[] arguments)
    {
        var start = ProgramRun.Describe(
            _program, root, IsCallersOwn, ["-NonInteractive", "-File", Path.Combine(root, "scripts", script), .. arguments]);
        start.Environment["TF_CLI_CONFIG_FILE"] = SettingsFile();
        start.Environment["TF_CLI_ARGS"] = "-no-color";
        start.Environment["AWS_ENDPOINT_URL"] = server.AbsoluteUri;
        start.Environment["AWS_ACCESS_KEY_ID"] = "test";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "test";
        start.Environment["AWS_REGION"] = "us-east-1";
        start.Environment["IMAGESTORAGE_HOME"] = Path.Combine(root, "home");
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        return start;
    }

    private string SettingsFile()
    {
        var file = Path.Combine(root, "terraform.rc");
        File.WriteAllText(file, ProviderMirror.Settings(ProviderMirror.Find()));
        return file;
    }

    private static bool IsCallersOwn(string name) =>
        (name.StartsWith("TF_", StringComparison.Ordinal) && name != "TF_PLUGIN_CACHE_DIR")
        || (name.StartsWith("AWS_", StringComparison.Ordinal) && name != "AWS_CA_BUNDLE")
        || name.StartsWith("GITHUB_", StringComparison.Ordinal)
        || name is "S3_BUCKET_NAME" or "S3_ENDPOINT_URL" or "CLOUDFRONT_DOMAIN" or "MONGO_URI" or "DYNAMODB_TABLE_NAME" or "BEDROCK_REGION";
}
