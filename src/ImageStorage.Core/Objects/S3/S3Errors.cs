using ImageStorage.Aws.Errors;

namespace ImageStorage.Objects.S3;

/// <summary>Turns what the S3 client throws into the core's own errors. The only place that knows S3's error codes.</summary>
internal static class S3Errors
{
    public static ImageStorageException From(Exception exception, S3Call call)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
        return CredentialFailures.From(failure, exception)
            ?? ByCode(failure.Code, call, exception, failure.Detail)
            ?? ByStatus(failure, call, exception)
            ?? Unavailable(call, failure.Happened, exception, failure.Detail, failure.IsTransport);
    }

    private static ImageStorageException? ByCode(string? code, S3Call call, Exception exception, string detail)
    {
        switch (code)
        {
            case "NoSuchKey":
                return ImageNotFound(call, exception, detail);
            case "NoSuchBucket":
                return BucketNotFound(call, exception, detail);
            case "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException":
                return WrongRegion(call, exception, detail);
            case "InvalidBucketName":
                return new(
                    ImageStorageError.ConfigurationInvalid,
                    $"'{call.Bucket}' cannot be the name of a bucket. Check {SettingName.S3BucketName}.",
                    exception)
                { LogDetail = detail };
            // S3 reports a body that stopped arriving as 400, and concurrent writes as 409: both should be tried again.
            case "RequestTimeout" or "ConditionalRequestConflict":
                return Unavailable(call, "was interrupted", exception, detail, transient: true);
            default:
                return null;
        }
    }

    private static ImageStorageException? ByStatus(AwsFailure failure, S3Call call, Exception exception) => failure.Status switch
    {
        // Without a body there is no code: the answer to a HEAD request.
        404 when call.Doing == "store" => BucketNotFound(call, exception, failure.Detail),
        404 => ImageNotFound(call, exception, failure.Detail),
        401 => CredentialFailures.Rejected(
            "AWS did not accept the credentials in use. Sign in again, for example with `aws sso login`.", exception, failure),
        403 => new(
            ImageStorageError.StorageAccessDenied,
            $"You are not allowed to {call.Doing} '{call.Key}' in bucket '{call.Bucket}'. Ask the bucket's administrator for access.",
            exception)
        {
            LogDetail = $"Missing permission: {call.Permission}"
                + (call.Doing == "read" ? " (or s3:ListBucket, without which S3 answers 403 for objects that do not exist). " : ". ")
                + failure.Detail,
        },
        301 or 307 or 308 => WrongRegion(call, exception, failure.Detail),
        408 or 429 or >= 500 => Unavailable(
            call, failure.Status is 429 or 503 ? "is too busy" : "failed", exception, failure.Detail, transient: true, failure.RetryAfter),
        >= 400 => new(
            ImageStorageError.StorageUnavailable,
            $"The image store did not accept the request to {call.Doing} '{call.Key}' "
            + $"({failure.Code ?? failure.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)}).",
            exception)
        { LogDetail = failure.Detail },
        _ => null,
    };

    private static ImageStorageException Unavailable(
        S3Call call, string happened, Exception exception, string detail, bool transient, TimeSpan? retryAfter = null) => new(
        ImageStorageError.StorageUnavailable,
        $"The image store {happened} while asked to {call.Doing} '{call.Key}' in bucket '{call.Bucket}'. Check the network connection and try again.",
        exception)
        {
            IsTransient = transient,
            RetryAfter = retryAfter,
            LogDetail = detail,
        };

    private static ImageStorageException ImageNotFound(S3Call call, Exception exception, string detail) =>
        new(ImageStorageError.ImageNotFound, $"There is no image '{call.Key}' in bucket '{call.Bucket}'.", exception) { LogDetail = detail };

    private static ImageStorageException BucketNotFound(S3Call call, Exception exception, string detail) => new(
        ImageStorageError.BucketNotFound,
        $"There is no bucket '{call.Bucket}'. Check {SettingName.S3BucketName}, or create the infrastructure first.",
        exception)
    { LogDetail = detail };

    private static ImageStorageException WrongRegion(S3Call call, Exception exception, string detail) => new(
        ImageStorageError.ConfigurationInvalid,
        $"The bucket '{call.Bucket}' is not in region '{call.Region}'. Set {SettingName.AwsRegion} or -Region to the bucket's region.",
        exception)
    { LogDetail = detail };
}
