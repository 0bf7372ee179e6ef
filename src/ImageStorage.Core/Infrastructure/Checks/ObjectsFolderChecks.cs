namespace ImageStorage.Infrastructure.Checks;

/// <summary>Where the pictures are kept when there is no bucket.</summary>
internal sealed class ObjectsFolderChecks(string? folder) : ICheckFamily
{
    private const string Expected = "readable and writable";

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop) => folder is null || request.Expectations.IsWholeStack
        ? []
        : [new(CheckNames.ObjectsFolder, CheckArea.Storage, token => Task.Run(() => Judge(folder), token))];

    /// <summary>A folder that is not there yet is made with the first picture; what counts then is the nearest one that is there.</summary>
    private static Finding Judge(string folder)
    {
        var nearest = folder;
        while (!Directory.Exists(nearest))
        {
            if (File.Exists(nearest))
            {
                return Finding.Failed(
                    Expected, "a file", $"'{nearest}' is a file, where the pictures' folder should be.",
                    $"Move it away, or set {SettingName.Home} to another folder.");
            }

            if (Path.GetDirectoryName(nearest) is not { Length: > 0 } parent)
                break;
            nearest = parent;
        }

        try
        {
            _ = Directory.EnumerateFileSystemEntries(nearest).Any();
            using var probe = new FileStream(
                Path.Combine(nearest, $".imagestorage-check-{Guid.NewGuid():N}"),
                FileMode.CreateNew,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose);
            return Finding.Passed(
                Expected,
                Expected,
                nearest == folder
                    ? $"The pictures' folder '{folder}' can be read and written."
                    : $"The pictures' folder '{folder}' can be made with the first picture.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Finding.Failed(
                Expected, "not", $"The pictures' folder '{folder}' cannot be used: {exception.Message}",
                $"Give yourself access to '{nearest}', or set {SettingName.Home} to another folder.");
        }
    }
}
