namespace ImageStorage;

/// <summary>The pictures of a store, read page by page, in memory that does not grow with their number. For one reader at a time.</summary>
public interface IObjectListing : IDisposable
{
    /// <summary>
    /// Reads the next page, of at most 1000 objects; empty after the last. A failed read may be repeated and gives the same page. Objects that
    /// are added or deleted during the listing may be in the list or not; all others are in it exactly once.
    /// </summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<IReadOnlyList<ListedObject>> ReadAsync(CancellationToken cancellationToken);
}
