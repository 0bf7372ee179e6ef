namespace ImageStorage;

/// <summary>A store of immutable objects by key: S3, or a folder.</summary>
public interface IObjectStore
{
    /// <summary>
    /// Stores an object atomically. When the same bytes are stored already, nothing is written; replacing other bytes needs
    /// <see cref="ObjectUpload.Overwrite"/>.
    /// </summary>
    /// <param name="upload">The object.</param>
    /// <param name="cancellationToken">Stops the work; the object may have been stored by then.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ImageAlreadyExists"/> and the storage errors.</exception>
    Task<StoredObject> PutAsync(ObjectUpload upload, CancellationToken cancellationToken);

    /// <summary>Describes an object without its bytes; null when there is none.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<StoredObject?> HeadAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Reads an object, unless it still has the ETag that the caller knows.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="knownETag">The ETag of a copy that the caller has, or null.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ImageNotFound"/> and the storage errors.</exception>
    Task<ObjectDownload> GetAsync(ObjectKey key, string? knownETag, CancellationToken cancellationToken);

    /// <summary>Tags a stored object <c>lifecycle=permanent</c>. Its bytes, metadata, ETag and other tags stay as they are.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="cancellationToken">Stops the work; the object may have been tagged by then.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ImageNotFound"/> and the storage errors.</exception>
    Task MakePermanentAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Deletes an object; a missing one is a success.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="cancellationToken">Stops the work; the object may have been deleted by then.</param>
    Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken);

    /// <summary>Begins to list all pictures, in no order that the caller may rely on.</summary>
    IObjectListing List();
}
