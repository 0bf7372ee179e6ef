using System.Management.Automation;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>Where one call writes its files. No two of its inputs get the same file: the last would win, and the others be lost.</summary>
/// <param name="path">The full path of a file or a folder.</param>
internal sealed class OutputFiles(string path)
{
    // File systems that take names of another case for the same are common enough.
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    public string Path { get; } = path;

    /// <summary>Takes the file of an input; writes the error when an input before has it.</summary>
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
                ? $"Another input of this call is named '{name}' too, and its file in '{Path}' would be overwritten. Write them into different folders."
                : $"'{Path}' is one file, and another input of this call is written to it. For many, give -OutputPath a folder: one that exists, or a path that ends in '/'.");
        cmdlet.WriteError(exception.ToErrorRecord(input));
        return false;
    }
}
