using System.Text.Json;

namespace ImageStorage.Configuration;

/// <summary>A file <c>imagestorage.json</c>: the environments that can be chosen by name. Its schema is <c>imagestorage.schema.json</c>.</summary>
/// <param name="Path">The file's full path.</param>
/// <param name="Environments">What the file has, by name.</param>
internal sealed record EnvironmentFile(string Path, IReadOnlyDictionary<string, EnvironmentEntry> Environments)
{
    public const string Name = "imagestorage.json";

    /// <summary>Finds the file: in the folder or one above it, then in the user's configuration folder.</summary>
    /// <param name="folder">Where the search begins.</param>
    /// <param name="userFolder">The user's configuration folder.</param>
    /// <returns>The file's full path; null when there is none.</returns>
    public static string? Find(string folder, string userFolder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            var path = System.IO.Path.Combine(current.FullName, Name);
            if (File.Exists(path))
                return path;
        }

        var ofUser = System.IO.Path.Combine(userFolder, Name);
        return File.Exists(ofUser) ? ofUser : null;
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/> for a file that cannot be used.</exception>
    public static EnvironmentFile Read(string path)
    {
        try
        {
            var content = JsonSerializer.Deserialize(File.ReadAllBytes(path), EnvironmentJson.Default.EnvironmentFileContent);
            if (content?.Environments is { } environments)
                return new EnvironmentFile(path, new Dictionary<string, EnvironmentEntry>(environments, StringComparer.OrdinalIgnoreCase));
            throw Unusable(path, "it has no \"environments\".", inner: null);
        }
        catch (JsonException exception)
        {
            throw Unusable(path, Describe(exception), exception);
        }
        catch (ArgumentException exception)
        {
            throw Unusable(path, "two of its environments have the same name but for upper and lower case.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(path, exception.Message, exception);
        }
    }

    /// <summary>The environment of a name, with the name as the file has it.</summary>
    /// <param name="name">The name, in upper or lower case.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/> when the file has no such environment.</exception>
    public ChosenEnvironment Choose(string name)
    {
        var found = Environments.Where(item => string.Equals(item.Key, name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found is [var (key, entry)]
            ? new ChosenEnvironment(key, entry, Path)
            : throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                $"There is no environment '{name}' in '{Path}'. It has {Describe(Environments.Keys)}.");
    }

    /// <summary>The names for a message.</summary>
    /// <param name="names">The environments' names.</param>
    public static string Describe(IEnumerable<string> names) =>
        string.Join(", ", names) is { Length: > 0 } listed ? listed : "none";

    private static string Describe(JsonException exception)
    {
        // The serializer's own sentence names its types; the place is what helps.
        var place = exception.LineNumber is { } line ? $"line {line + 1}" : "its beginning";
        return exception.Path is { Length: > 1 } path
            ? $"at {place}, {path}, there is something that an environment cannot have."
            : $"at {place} it is not JSON.";
    }

    private static ImageStorageException Unusable(string path, string reason, Exception? inner) => new(
        ImageStorageError.ConfigurationInvalid,
        $"The environments of '{path}' cannot be read: {reason} The schema is {EnvironmentJson.SchemaName} in the module's folder.",
        inner);
}
