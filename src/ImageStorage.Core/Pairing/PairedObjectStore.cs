namespace ImageStorage.Pairing;

/// <summary>An object store that writes and deletes only beside the record store that it belongs to.</summary>
/// <param name="store">The object store.</param>
/// <param name="pair">It, and its record store.</param>
internal sealed class PairedObjectStore(IObjectStore store, StorePair pair) : IObjectStore
{
    public async Task<StoredObject> PutAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await store.PutAsync(upload, cancellationToken).ConfigureAwait(false);
    }

    public async Task MakePermanentAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await store.MakePermanentAsync(key, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await store.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
    }

    public async Task<StoredObject?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var found = await store.HeadAsync(key, cancellationToken).ConfigureAwait(false);
        if (found is null)
            await pair.ExplainMissingAsync(cancellationToken).ConfigureAwait(false);
        return found;
    }

    public Task<ObjectDownload> GetAsync(ObjectKey key, string? knownETag, CancellationToken cancellationToken) =>
        store.GetAsync(key, knownETag, cancellationToken);

    public IObjectListing List() => store.List();
}
