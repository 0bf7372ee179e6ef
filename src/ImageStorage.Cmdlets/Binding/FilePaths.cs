using System.Management.Automation;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>Resolves the paths that a user types, relative to the session's location.</summary>
internal static class FilePaths
{
    /// <summary>The files that a path names. A path without wildcards is returned even when no such file exists.</summary>
    public static IReadOnlyList<string> ResolveFiles(this PSCmdlet cmdlet, string path, bool literal)
    {
        if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
            return [cmdlet.ResolveFile(path)];

        try
        {
            return [.. cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider).Where(_ => IsFileSystem(provider))];
        }
        catch (ItemNotFoundException exception)
        {
            cmdlet.WriteError(new ImageStorageException(
                ImageStorageError.ImageNotFound, $"No file matches '{path}'. Check the path.", exception).ToErrorRecord(path));
            return [];
        }
    }

    /// <summary>The full path of a file or folder that need not exist.</summary>
    public static string ResolveFile(this PSCmdlet cmdlet, string path)
    {
        var resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (!IsFileSystem(provider))
        {
            cmdlet.ThrowTerminatingError(new ImageStorageException(
                ImageStorageError.ImageNotFound, $"'{path}' is not in the file system. Use the path of a file or folder.").ToErrorRecord(path));
        }

        return resolved;
    }

    private static bool IsFileSystem(ProviderInfo provider) => provider.Name == "FileSystem";
}
