namespace ImageStorage;

/// <summary>Checks what is really there. Changes nothing, but for the canary, which removes what it made.</summary>
public interface IInfrastructureService
{
    /// <summary>Reads a file that <c>terraform output -json</c> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> when the file is not there, is not such a file, or has an output of another type.
    /// </exception>
    Task<InfrastructureExpectations> ReadExpectationsAsync(string path, CancellationToken cancellationToken);

    /// <summary>Runs the checks side by side. A check that fails or cannot run is told, never thrown.</summary>
    /// <param name="request">Which checks.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One for each check, in the order of the areas, as soon as it and those before it are there.</returns>
    IAsyncEnumerable<InfrastructureCheck> TestAsync(InfrastructureRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// What an instance asks of the bucket when it starts: a small picture is stored, read back by this process's own permission, compared and
    /// deleted. How that went is counted for the bucket, and for the instance where it is one of Amazon EC2's.
    /// </summary>
    /// <param name="cancellationToken">Stops the work; the picture is deleted even so.</param>
    /// <returns>What was found; a failure is told, never thrown.</returns>
    Task<InfrastructureCheck> TestStartAsync(CancellationToken cancellationToken);

    /// <summary>Writes what was found as a report, whole or not at all; the name's extension says which: .json, .xml (JUnit) or .md.</summary>
    /// <param name="checks">What was found.</param>
    /// <param name="path">The file's full path.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> for another extension; <see cref="ImageStorageError.StorageAccessDenied"/> and
    /// <see cref="ImageStorageError.StorageUnavailable"/> when the file cannot be written.
    /// </exception>
    Task WriteReportAsync(IReadOnlyList<InfrastructureCheck> checks, string path, CancellationToken cancellationToken);
}
