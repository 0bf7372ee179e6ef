using ImageStorage.Objects.Folder;

namespace ImageStorage.Infrastructure.Reports;

/// <summary>Writes the results of checks for machines and for job pages.</summary>
internal static class CheckReport
{
    /// <summary>Writes a report, whole or not at all; the name's extension says which: <c>.json</c>, <c>.xml</c> (JUnit) or <c>.md</c>.</summary>
    /// <param name="checks">What was found.</param>
    /// <param name="path">The file's full path.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> for another extension, and those of writing.
    /// </exception>
    public static Task WriteAsync(IReadOnlyList<InfrastructureCheck> checks, string path, CancellationToken cancellationToken)
    {
        var content = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" => JsonReport.Render(checks),
            ".xml" => JUnitReport.Render(checks),
            ".md" => MarkdownReport.Render(checks),
            var other => throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid, $"A report is .json, .xml (JUnit) or .md, not '{other}' as in '{path}'."),
        };
        return AtomicFile.WriteAsync(path, content, cancellationToken);
    }
}
