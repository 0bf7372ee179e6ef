using ImageStorage.Objects;

namespace ImageStorage.Urls;

/// <summary>File URLs of the embedded store. Browsers open them with a query too, and leave it out when they look for the file.</summary>
internal sealed class FileUrlProvider(string root) : IImageUrlProvider
{
    public Uri GetUrl(string key, string? sha256)
    {
        StoreRule.CheckKey(key);
        return VersionedUrl.Of(new Uri(Path.GetFullPath(Path.Combine(root, key))), sha256);
    }

    public Task<Uri> GetPresignedUrlAsync(string key, TimeSpan expiresIn, CancellationToken cancellationToken) =>
        Task.FromException<Uri>(new ImageStorageException(
            ImageStorageError.ConfigurationInvalid,
            $"There are no presigned URLs for images in a folder. Leave -Presigned out for a file URL, or set {SettingName.S3BucketName} to keep images in S3."));
}
