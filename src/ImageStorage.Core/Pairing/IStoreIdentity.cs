namespace ImageStorage.Pairing;

/// <summary>Where one store keeps the id of the pair, of object store and record store, that it belongs to.</summary>
internal interface IStoreIdentity
{
    /// <summary>The store in messages: <c>bucket 'x'</c>, <c>the records file '/home/…/assignments.db'</c>.</summary>
    string Store { get; }

    /// <summary>Reads the identity; null when the store has none.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<StoreIdentity?> FindAsync(CancellationToken cancellationToken);

    /// <summary>Writes the identity unless the store has one.</summary>
    /// <param name="identity">The identity to write.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The identity that the store has afterwards: this one, or that of the process that was first.</returns>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<StoreIdentity> CreateAsync(StoreIdentity identity, CancellationToken cancellationToken);

    /// <summary>Writes the identity over whatever the store has.</summary>
    /// <param name="identity">The identity to write.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task ReplaceAsync(StoreIdentity identity, CancellationToken cancellationToken);
}
