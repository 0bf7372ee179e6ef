namespace ImageStorage;

/// <summary>
/// Finds records and objects that do not match, and repairs them. Memory does not grow with their number. No object is deleted that a
/// record names, no record is changed that another process changed meanwhile, and a second run has nothing left to change.
/// </summary>
public interface IRepairService
{
    /// <summary>Checks every record and then every object; one user-visible operation.</summary>
    /// <param name="options">How to repair.</param>
    /// <param name="progress">Receives the progress from time to time, from any thread.</param>
    /// <param name="cancellationToken">Stops the work; completed repairs are kept.</param>
    /// <returns>The findings, each as soon as it is found.</returns>
    /// <exception cref="ImageStorageException">The storage errors. Completed repairs are kept, and another run does the rest.</exception>
    IAsyncEnumerable<RepairFinding> RepairAsync(RepairOptions options, IProgress<RepairProgress>? progress, CancellationToken cancellationToken);
}
