namespace ImageStorage.Creation;

/// <summary>The record after an upload; the same for the call that stored the object and for a later repair.</summary>
internal sealed class UploadOutcome(IImageUrlProvider urls, ImageStorageConfiguration configuration)
{
    public Assignment Success(Assignment assignment, int attempts) => assignment with
    {
        S3UploadStatus = S3UploadStatus.Success,
        S3UploadAttempts = attempts,
        S3UploadError = null,
        CloudFrontUrl = configuration.CloudFrontDomain is null ? null : PublicUrl(assignment)?.AbsoluteUri,
    };

    public static Assignment Failure(Assignment assignment, int attempts, string reason) => assignment with
    {
        S3UploadStatus = S3UploadStatus.Failed,
        S3UploadAttempts = attempts,
        S3UploadError = reason,
        // The picture may not be there.
        CloudFrontUrl = null,
    };

    /// <summary>Where a browser gets the picture; null when the configuration has no public URLs.</summary>
    public Uri? PublicUrl(Assignment assignment)
    {
        try
        {
            return urls.GetUrl(assignment.S3ImageKey, assignment.ImageMetadata?.Sha256);
        }
        catch (ImageStorageException exception) when (exception.Error == ImageStorageError.ConfigurationInvalid)
        {
            return null;
        }
    }
}
