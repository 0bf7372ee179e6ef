using System.Reflection;
using System.Text.Json;

namespace ImageStorage.Infrastructure.Terraform;

/// <summary>
/// A copy of the configuration, so that nothing is written into the repository, made ready once for all tests that need no state.
/// </summary>
public sealed class Workspace : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("imagestorage-terraform-").FullName;
    private readonly Lock _gate = new();
    private Task<TerraformProgram>? _ready;

    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = typeof(Workspace).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryFolder").Value!;

    /// <summary>Terraform in the copy, with the provider installed and no state. Skips the calling test when no provider can be had.</summary>
    public Task<TerraformProgram> RequireAsync()
    {
        lock (_gate)
            return _ready ??= PrepareAsync();
    }

    /// <summary>Copies the configuration and what it reads.</summary>
    /// <param name="root">Where to.</param>
    /// <returns>Terraform in the copy.</returns>
    public static TerraformProgram Copy(string root)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository, "terraform"), "*", SearchOption.AllDirectories)
            .Append(Path.Combine(Repository, "scripts", "user_data.sh"))
            .Where(IsPartOfTheConfiguration))
        {
            var copy = Path.Combine(root, Path.GetRelativePath(Repository, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return new TerraformProgram(Path.Combine(root, "terraform"));
    }

    /// <summary>Installs the provider. Skips the calling test when there is neither a mirror nor a registry.</summary>
    /// <param name="terraform">Terraform in a copy.</param>
    /// <param name="arguments">More arguments of init.</param>
    public static async Task InitialiseAsync(TerraformProgram terraform, params string[] arguments)
    {
        var result = await terraform.RunAsync(["init", "-no-color", .. arguments]);
        if (result.ExitCode != 0 && ProviderMirror.Find() is null && result.Error.Contains("registry.terraform.io", StringComparison.Ordinal))
            Assert.Skip($"hashicorp/aws cannot be had: {ProviderMirror.Variable} names no mirror, and the registry does not answer");
        result.OrFail("terraform init");
    }

    /// <summary>A plan's JSON.</summary>
    /// <param name="terraform">Terraform in a copy.</param>
    /// <param name="file">The saved plan.</param>
    public static async Task<JsonDocument> ReadPlanAsync(TerraformProgram terraform, string file) =>
        JsonDocument.Parse((await terraform.RunAsync("show", "-json", file)).OrFail("terraform show").Output);

    public void Dispose() => Directory.Delete(_root, recursive: true);

    // Variables in terraform/ itself are a developer's own; those of the unit tests belong to the tests.
    private static bool IsPartOfTheConfiguration(string file) =>
        !file.Contains(".terraform", StringComparison.Ordinal)
        && (Path.GetExtension(file) is ".tf" or ".hcl" or ".sh"
            || (Path.GetExtension(file) == ".tfvars" && Path.GetFileName(Path.GetDirectoryName(file)) == "unit"));

    private async Task<TerraformProgram> PrepareAsync()
    {
        var terraform = Copy(_root);
        await InitialiseAsync(terraform, "-backend=false");
        return terraform;
    }
}
