using ImageStorage.Infrastructure.Terraform;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>A copy of the scripts and of terraform/ for a test of its own, with a package.</summary>
internal sealed class ScriptCopy : IDisposable
{
    public ScriptCopy()
    {
        Workspace.Copy(Root);
        CopyScripts(Root);
        File.WriteAllText(Package, "the package");
    }

    /// <summary>The copy's folder.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("imagestorage-scripts-").FullName;

    /// <summary>The package.</summary>
    public string Package => Path.Combine(Root, "portal-1.tar.gz");

    /// <summary>Copies the scripts beside the configuration in <paramref name="root"/>.</summary>
    public static void CopyScripts(string root)
    {
        foreach (var script in Directory.EnumerateFiles(Path.Combine(Workspace.Repository, "scripts"), "*.ps1"))
            File.Copy(script, Path.Combine(root, "scripts", Path.GetFileName(script)));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
