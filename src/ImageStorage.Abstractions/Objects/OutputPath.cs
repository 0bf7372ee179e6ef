namespace ImageStorage;

/// <summary>
/// The rule for output paths: into a folder, which exists or whose path ends in a separator, a file of the image's name is written; any other
/// path is the file.
/// </summary>
public static class OutputPath
{
    /// <summary>True when <paramref name="path"/> is a folder to write files into.</summary>
    /// <param name="path">A full path.</param>
    public static bool IsFolder(string path) => Directory.Exists(path) || Path.EndsInDirectorySeparator(path);

    /// <summary>The file to write.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="name">The file's name within a folder.</param>
    public static string FileFor(string path, string name) => IsFolder(path) ? Path.Combine(path, name) : path;
}
