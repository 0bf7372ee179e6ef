namespace ImageStorage.Resilience;

/// <summary>A store whose attempts do what a test says, by their number from 1.</summary>
internal sealed class ScriptedStore(Func<int, CancellationToken, Task> attempt) : IObjectStore
{
    private int _attempts;

    public int Attempts => _attempts;

    public async Task<StoredObject> PutAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        await attempt(Interlocked.Increment(ref _attempts), cancellationToken);
        return Stored(upload.Key) with { Written = true };
    }

    public async Task<StoredObject?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await attempt(Interlocked.Increment(ref _attempts), cancellationToken);
        return Stored(key);
    }

    public async Task<ObjectDownload> GetAsync(ObjectKey key, string? knownETag, CancellationToken cancellationToken)
    {
        await attempt(Interlocked.Increment(ref _attempts), cancellationToken);
        return new ObjectDownload(Stored(key), []);
    }

    public Task MakePermanentAsync(ObjectKey key, CancellationToken cancellationToken) => attempt(Interlocked.Increment(ref _attempts), cancellationToken);

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => attempt(Interlocked.Increment(ref _attempts), cancellationToken);

    public IObjectListing List() => new Listing(this);

    private static StoredObject Stored(string key) => new() { Key = key, ContentType = "image/webp", ETag = "e", SizeBytes = 3 };

    private sealed class Listing(ScriptedStore store) : IObjectListing
    {
        public async Task<IReadOnlyList<ListedObject>> ReadAsync(CancellationToken cancellationToken)
        {
            await store.DeleteAsync(default, cancellationToken);
            return [];
        }

        public void Dispose()
        {
        }
    }
}
