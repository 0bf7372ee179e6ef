using Amazon.S3;
using Amazon.S3.Model;
using ImageStorage.Objects;
using ImageStorage.Objects.S3;

namespace ImageStorage.Urls;

/// <summary>Presigned URLs of a bucket; it is private, so it has no public ones.</summary>
internal sealed class S3UrlProvider(IAmazonS3 client, string bucket, TimeProvider timeProvider) : IImageUrlProvider
{
    // The maximum of signature version 4.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    public Uri GetUrl(string key, string? sha256)
    {
        ObjectKey.Parse(key);
        throw new ImageStorageException(
            ImageStorageError.ConfigurationInvalid,
            $"There is no public URL: no CloudFront domain is set for the bucket '{bucket}'. Set {SettingName.CloudFrontDomain}, or "
            + "use -Presigned for a URL that works for a limited time.");
    }

    public async Task<Uri> GetPresignedUrlAsync(string key, TimeSpan expiresIn, CancellationToken cancellationToken)
    {
        ObjectKey.Parse(key);
        if (expiresIn < Shortest || expiresIn > Longest)
        {
            throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                $"A presigned URL can be valid for one second to seven days, not {expiresIn}. Choose a time within that range.");
        }

        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = timeProvider.GetUtcNow().UtcDateTime + expiresIn,
            Protocol = client.Config.ServiceURL?.StartsWith("http:", StringComparison.OrdinalIgnoreCase) == true ? Protocol.HTTP : Protocol.HTTPS,
        };
        try
        {
            return new Uri(await client.GetPreSignedURLAsync(request).WaitAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw S3Errors.From(exception, new S3Call("read", "s3:GetObject", bucket, key, client.Config.AuthenticationRegion ?? ""));
        }
    }
}
