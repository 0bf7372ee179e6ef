namespace ImageStorage;

/// <summary>
/// The object store and the record store as a pair: both carry one id, and nothing is written or deleted in stores whose ids differ.
/// </summary>
public interface IStorePairService
{
    /// <summary>Reads the ids of both stores, and changes nothing.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<StorePairing> DescribeAsync(CancellationToken cancellationToken);

    /// <summary>Gives both stores a new common id, whatever they carried: the decision of a person that they belong together.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The pair afterwards.</returns>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<StorePairing> AdoptAsync(CancellationToken cancellationToken);

    /// <summary>Returns, once, the sentence about stores of an older version that got their id without a question; otherwise null.</summary>
    string? TakeNotice();
}
