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
        var own = $"{_path}.{Guid.NewGuid():N}.tmp";
        await AtomicFile.WriteAsync(own, StoreIdentityJson.Write(identity), cancellationToken).ConfigureAwait(false);
        try
        {
            File.Move(own, _path, overwrite: false);
            return identity;
        }
        catch (IOException) when (File.Exists(_path))
        {
            // Another process was first.
            return await FindAsync(cancellationToken).ConfigureAwait(false) ?? identity;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DirectoryErrors.From(exception, "store", Name, root);
        }
        finally
        {
            File.Delete(own);
        }
    }

    public Task ReplaceAsync(StoreIdentity identity, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(_path, StoreIdentityJson.Write(identity), cancellationToken);
}
