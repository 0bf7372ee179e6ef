using ImageStorage.Pairing;

namespace ImageStorage.Objects.Folder;

/// <summary>Keeps the identity of the embedded object store in <c>.imagestorage/store.json</c> of its folder.</summary>
/// <param name="root">The store's folder.</param>
internal sealed class DirectoryIdentity(string root) : IStoreIdentity
{
    private const string Name = ".imagestorage/store.json";

    private readonly string _path = Path.Combine(root, ".imagestorage", "store.json");

    public string Store { get; } = $"the folder '{root}'";

    public async Task<StoreIdentity?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return StoreIdentityJson.Read(await File.ReadAllBytesAsync(_path, cancellationToken).ConfigureAwait(false), Store);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DirectoryErrors.From(exception, "read", Name, root);
        }
    }

    public async Task<StoreIdentity> CreateAsync(StoreIdentity identity, CancellationToken cancellationToken)
    {
        // A writer that is faster has the same id from the record store; one that is there already is left alone.
        if (await FindAsync(cancellationToken).ConfigureAwait(false) is { } found)
            return found;
        await ReplaceAsync(identity, cancellationToken).ConfigureAwait(false);
        return identity;
    }

    public Task ReplaceAsync(StoreIdentity identity, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(_path, StoreIdentityJson.Write(identity), cancellationToken);
}
