namespace ImageStorage;

/// <summary>The pictures of a store, read page by page, in memory that does not grow with their number. For one reader at a time.</summary>
public interface IObjectListing : IDisposable
{
    /// <summary>
    /// Reads the next page, of at most 1000 objects; empty after the last. A read that failed may be repeated and gives the page that it
    /// would have given. Objects that come or go meanwhile may be in the list or not; all others are, once.
    /// </summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<IReadOnlyList<ListedObject>> ReadAsync(CancellationToken cancellationToken);
}
