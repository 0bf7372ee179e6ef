using ImageStorage.Objects;

namespace ImageStorage.Urls;

/// <summary>File URLs of the embedded store. Browsers accept a query in them and ignore it when they open the file.</summary>
internal sealed class FileUrlProvider(string root) : IImageUrlProvider
{
    public Uri GetUrl(string key, string? sha256)
    {
        ObjectKey.Parse(key);
        return VersionedUrl.Of(FileUrl(Path.GetFullPath(Path.Combine(root, key))), sha256);
    }

    public Task<Uri> GetPresignedUrlAsync(string key, TimeSpan expiresIn, CancellationToken cancellationToken) =>
        Task.FromException<Uri>(new ImageStorageException(
            ImageStorageError.ConfigurationInvalid,
            "There are no presigned URLs for images in a folder. Leave -Presigned out for a file URL, "
            + $"or set {SettingName.S3BucketName} to keep images in S3."));

    // The constructor of Uri would read %41 in a path as an escaped A; RFC 8089 escapes the percent sign.
    private static Uri FileUrl(string path)
    {
        var escaped = string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString))
            .Replace("%3A", ":", StringComparison.Ordinal);
        var opening = escaped.StartsWith("//", StringComparison.Ordinal) ? "file:" : escaped.StartsWith('/') ? "file://" : "file:///";
        return new Uri(opening + escaped);
    }
}
