namespace ImageStorage;

/// <summary>Tells where a browser gets a stored picture.</summary>
public interface IImageUrlProvider
{
    /// <summary>
    /// The public URL: CloudFront in the cloud, a file embedded. With <paramref name="sha256"/> it carries <c>?v=</c> and the hash's first
    /// 12 digits, so that a replaced picture is a new URL under an immutable cache.
    /// </summary>
    /// <param name="key">The object key.</param>
    /// <param name="sha256">SHA-256 of the bytes in hex, or null.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/> when there is no public URL.</exception>
    Uri GetUrl(string key, string? sha256);

    /// <summary>A URL that lets its holder read the object for a while, without credentials.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="expiresIn">How long: one second to seven days.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>, <see cref="ImageStorageError.CredentialsNotFound"/>.</exception>
    Task<Uri> GetPresignedUrlAsync(string key, TimeSpan expiresIn, CancellationToken cancellationToken);
}
