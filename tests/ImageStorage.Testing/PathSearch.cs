namespace ImageStorage.Testing;

/// <summary>Finds the programs of other peers.</summary>
public static class PathSearch
{
    /// <summary>The full path of a program on PATH, or null.</summary>
    /// <param name="program">The program's name without an extension.</param>
    public static string? Find(string program)
    {
        string[] extensions = OperatingSystem.IsWindows() ? [".exe", ".cmd", ".bat"] : [""];
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => extensions.Select(extension => Path.Combine(folder, program + extension)))
            .FirstOrDefault(File.Exists);
    }
}
