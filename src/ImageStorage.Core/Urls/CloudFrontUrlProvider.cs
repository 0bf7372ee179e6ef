using ImageStorage.Objects;

namespace ImageStorage.Urls;

/// <summary>Public URLs of CloudFront; presigned URLs of the bucket behind it.</summary>
internal sealed class CloudFrontUrlProvider(string domain, IImageUrlProvider bucket) : IImageUrlProvider
{
    public Uri GetUrl(string key, string? sha256)
    {
        ObjectKey.Parse(key);
        return Uri.TryCreate($"https://{domain}/{key}", UriKind.Absolute, out var url) && url.Host.Length > 0
            && string.Equals(url.Authority, domain, StringComparison.OrdinalIgnoreCase)
            ? VersionedUrl.Of(url, sha256)
            : throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                $"'{domain}' is not a domain name. Set {SettingName.CloudFrontDomain} to a name such as d111111abcdef8.cloudfront.net.");
    }

    public Task<Uri> GetPresignedUrlAsync(string key, TimeSpan expiresIn, CancellationToken cancellationToken) =>
        bucket.GetPresignedUrlAsync(key, expiresIn, cancellationToken);
}
