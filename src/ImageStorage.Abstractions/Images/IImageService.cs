namespace ImageStorage;

/// <summary>The jobs on pictures alone. Each call is one user-visible operation with a correlation id of its own.</summary>
public interface IImageService
{
    /// <summary>Optimises a picture and, when a path is given, writes it there, whole or not at all.</summary>
    /// <param name="source">The picture.</param>
    /// <param name="options">Size, quality, effort.</param>
    /// <param name="outputPath">A full path of a file, or of a folder, which gets a file of the picture's name; null: bytes only.</param>
    /// <param name="cancellationToken">Stops the work within a second.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ImageNotFound"/>, <see cref="ImageStorageError.InvalidImage"/>, <see cref="ImageStorageError.ImageTooLarge"/>,
    /// <see cref="ImageStorageError.StorageAccessDenied"/>.
    /// </exception>
    Task<OptimizedImage> OptimizeAsync(ImageSource source, OptimizationOptions options, string? outputPath, CancellationToken cancellationToken);

    /// <summary>Stores a picture.</summary>
    /// <param name="request">The picture and its name.</param>
    /// <param name="progress">Gets each attempt; may be called from any thread.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The image and storage errors, <see cref="ImageStorageError.ImageAlreadyExists"/>.</exception>
    Task<StoredObject> SendAsync(SendImageRequest request, IProgress<ImageProgress>? progress, CancellationToken cancellationToken);

    /// <summary>
    /// Fetches a picture into the local cache, whose ETag is compared with the store's. A picture that is missing, or a store that
    /// fails, gives a placeholder and no exception.
    /// </summary>
    /// <param name="image">An object key, or an assignment id.</param>
    /// <param name="outputPath">A full path of a file, or of a folder, to copy the picture to; null: the cache only.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.InvalidAssignmentId"/> for a text that is neither;
    /// <see cref="ImageStorageError.StorageAccessDenied"/> when the cache or the output cannot be written.
    /// </exception>
    Task<ReceivedImage> ReceiveAsync(string image, string? outputPath, CancellationToken cancellationToken);

    /// <summary>Deletes a picture. A record that names it is changed first, to have no image. <see cref="IRestoreService"/> undoes it.</summary>
    /// <param name="image">An object key, or an assignment id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ImageNotFound"/> and the storage errors.</exception>
    Task<Removal> RemoveAsync(string image, CancellationToken cancellationToken);

    /// <summary>The URL from which a browser gets a picture.</summary>
    /// <param name="image">An object key, or an assignment id.</param>
    /// <param name="sha256">SHA-256 of the bytes when it is known; else the store is asked.</param>
    /// <param name="presignedFor">How long a presigned URL works; null for the public URL.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ImageNotFound"/>, <see cref="ImageStorageError.ConfigurationInvalid"/>.
    /// </exception>
    Task<Uri> GetUrlAsync(string image, string? sha256, TimeSpan? presignedFor, CancellationToken cancellationToken);
}
