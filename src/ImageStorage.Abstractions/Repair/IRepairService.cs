namespace ImageStorage;

/// <summary>
/// Finds where records and objects do not fit together, and mends it. Memory does not grow with their number. Nothing is deleted that a
/// record names, no record is changed that somebody else changed meanwhile, and a second run has nothing left to change.
/// </summary>
public interface IRepairService
{
    /// <summary>Looks at every record and then at every object; one user-visible operation.</summary>
    /// <param name="options">How.</param>
    /// <param name="progress">Told now and then, from any thread.</param>
    /// <param name="cancellationToken">Stops the work; what was mended stays so.</param>
    /// <returns>What was found, as it is found.</returns>
    /// <exception cref="ImageStorageException">The storage errors. What was mended by then stays so, and another run goes on.</exception>
    IAsyncEnumerable<RepairFinding> RepairAsync(RepairOptions options, IProgress<RepairProgress>? progress, CancellationToken cancellationToken);
}
