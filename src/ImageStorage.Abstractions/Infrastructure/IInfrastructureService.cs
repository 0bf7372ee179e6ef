namespace ImageStorage;

/// <summary>Checks the deployed infrastructure. Changes nothing, except for the canary, which deletes the picture that it stored.</summary>
public interface IInfrastructureService
{
    /// <summary>Reads a file that <c>terraform output -json</c> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> when the file is not there, is not such a file, or has an output of another type.
    /// </exception>
    Task<InfrastructureExpectations> ReadExpectationsAsync(string path, CancellationToken cancellationToken);

    /// <summary>Runs the checks in parallel. A check that fails or cannot run is a result, never an exception.</summary>
    /// <param name="request">Which checks.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One result for each check, in the order of the areas, as soon as it and those before it are complete.</returns>
    IAsyncEnumerable<InfrastructureCheck> TestAsync(InfrastructureRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// The start canary of an instance: a small picture is stored, read back with this process's own permission, compared and deleted. The
    /// result is counted for the bucket and, on Amazon EC2, for the instance.
    /// </summary>
    /// <param name="cancellationToken">Stops the work; the picture is deleted even so.</param>
    /// <returns>The result; a failure is a result, never an exception.</returns>
    Task<InfrastructureCheck> TestStartAsync(CancellationToken cancellationToken);

    /// <summary>Writes a report atomically, in the format that the extension names: .json, .xml (JUnit) or .md.</summary>
    /// <param name="checks">The results.</param>
    /// <param name="path">The file's full path.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> for another extension; <see cref="ImageStorageError.StorageAccessDenied"/> and
    /// <see cref="ImageStorageError.StorageUnavailable"/> when the file cannot be written.
    /// </exception>
    Task WriteReportAsync(IReadOnlyList<InfrastructureCheck> checks, string path, CancellationToken cancellationToken);
}
