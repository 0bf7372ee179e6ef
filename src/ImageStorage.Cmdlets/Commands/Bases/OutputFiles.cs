using System.Management.Automation;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>The files that one call writes. Two inputs never share a file, because the second would overwrite the first.</summary>
/// <param name="path">The full path of a file or a folder.</param>
internal sealed class OutputFiles(string path)
{
    // Many file systems ignore case in names.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Path { get; } = path;

    /// <summary>Reserves the file of an input; writes an error when an earlier input has reserved it.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="name">The input's name, which a file in a folder gets.</param>
    /// <param name="input">What the user passed in.</param>
    public bool TryTake(PSCmdlet cmdlet, string name, object input)
    {
        var isFolder = OutputPath.IsFolder(Path);
        if (_taken.Add(isFolder ? name : ""))
            return true;

        var exception = new ImageStorageException(
            ImageStorageError.ImageAlreadyExists,
            isFolder
                ? $"'{Path}' would get two files named '{name}' in this call, and one would overwrite the other. "
                    + "Write them to different folders."
                : $"'{Path}' is one file, and this call has already written another image to it. "
                    + "Give -OutputPath a folder: one that exists, or a path that ends in '/'.");
        cmdlet.WriteError(exception.ToErrorRecord(input));
        return false;
    }
}
