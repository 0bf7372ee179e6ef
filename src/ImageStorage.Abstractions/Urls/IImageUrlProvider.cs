namespace ImageStorage;

/// <summary>Makes the URLs under which a browser gets a stored picture.</summary>
public interface IImageUrlProvider
{
    /// <summary>
    /// The public URL: CloudFront's in the cloud, a file URL otherwise. With <paramref name="sha256"/> it carries <c>?v=</c> and the hash's
    /// first 12 digits, so that a replaced picture has a new URL, which no cache holds.
    /// </summary>
    /// <param name="key">The object key.</param>
    /// <param name="sha256">SHA-256 of the bytes in hex, or null.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/> when there is no public URL.</exception>
    Uri GetUrl(string key, string? sha256);

    /// <summary>A presigned URL, with which the object can be read for a while without credentials.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="expiresIn">How long: one second to seven days.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/>, <see cref="ImageStorageError.CredentialsNotFound"/>.
    /// </exception>
    Task<Uri> GetPresignedUrlAsync(string key, TimeSpan expiresIn, CancellationToken cancellationToken);
}
