using System.Diagnostics;
using ImageStorage.Testing;

namespace ImageStorage.Infrastructure.Terraform;

/// <summary>Runs terraform in a folder, with the providers of <see cref="ProviderMirror"/> and nothing of the caller's own settings.</summary>
/// <param name="folder">The folder of the configuration.</param>
public sealed class TerraformProgram(string folder)
{
    private const string Program = "terraform";

    private readonly Dictionary<string, string> _environment = [];

    /// <summary>The configuration's folder.</summary>
    public string Folder => folder;

    /// <summary>Sets a variable of the environment of later runs.</summary>
    public TerraformProgram With(string name, string value)
    {
        _environment[name] = value;
        return this;
    }

    /// <summary>Runs a command; skips the calling test when terraform is not on PATH.</summary>
    /// <param name="arguments">The command and its arguments.</param>
    public async Task<TerraformResult> RunAsync(params string[] arguments)
    {
        var program = PathSearch.Find(Program);
        if (program is null)
            Assert.Skip($"{Program} is not on PATH");
        return await ProgramRun.RunAsync(Describe(program, arguments));
    }

    private ProcessStartInfo Describe(string program, string[] arguments)
    {
        var start = ProgramRun.Describe(program, folder, IsCallersOwn, arguments);
        start.Environment["TF_CLI_CONFIG_FILE"] = SettingsFile();
        start.Environment["TF_INPUT"] = "false";
        foreach (var (name, value) in _environment)
            start.Environment[name] = value;
        return start;
    }

    private string SettingsFile()
    {
        var file = Path.Combine(Path.GetDirectoryName(folder)!, "terraform.rc");
        if (!File.Exists(file))
            File.WriteAllText(file, ProviderMirror.Settings(ProviderMirror.Find()));
        return file;
    }

    // A file of settings that is not there, variables of another stack, someone's credentials.
    private static bool IsCallersOwn(string name) =>
        (name.StartsWith("TF_", StringComparison.Ordinal) && name is not ("TF_PLUGIN_CACHE_DIR" or ProviderMirror.Variable))
        || (name.StartsWith("AWS_", StringComparison.Ordinal) && name != "AWS_CA_BUNDLE");
}
