namespace ImageStorage.Shell;

/// <summary>A folder for a test's scripts, gone after the test.</summary>
internal sealed class ScriptFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("shell-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public string Write(string text, string name = "script.ps1")
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }
}
