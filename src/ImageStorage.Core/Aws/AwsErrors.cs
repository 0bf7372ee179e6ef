using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ImageStorage.Aws;

/// <summary>Turns what the S3 client throws into the core's own errors. The only place that knows S3's error codes.</summary>
internal static class AwsErrors
{
    public static ImageStorageException From(Exception exception, S3Call call)
    {
        if (Find<ImageStorageException>(exception) is { } known)
            return known;

        var service = Find<AmazonServiceException>(exception);
        var response = Find<HttpErrorResponseException>(exception)?.Response;
        var status = (int)(response?.StatusCode ?? service?.StatusCode ?? 0);
        var detail = Detail(exception, service, status);
        return ByCode(service?.ErrorCode, call, exception, detail)
            ?? ByStatus(status, service?.ErrorCode, call, exception, detail, RetryAfterOf(exception))
            ?? ByTransport(exception, call, detail);
    }

    private static ImageStorageException? ByCode(string? code, S3Call call, Exception exception, string detail)
    {
        switch (code)
        {
            case "NoSuchKey":
                return new(ImageStorageError.ImageNotFound, $"There is no image '{call.Key}' in bucket '{call.Bucket}'.", exception) { LogDetail = detail };
            case "NoSuchBucket":
                return BucketNotFound(call, exception, detail);
            case "ExpiredToken" or "ExpiredTokenException" or "TokenRefreshRequired":
                return Credentials("The AWS credentials have expired. Sign in again, for example with `aws sso login`.", exception, detail);
            case "InvalidAccessKeyId" or "InvalidToken" or "InvalidClientTokenId" or "UnrecognizedClientException":
                return Credentials(
                    "AWS does not know the credentials in use. Sign in again, for example with `aws sso login`, or choose another -ProfileName.",
                    exception, detail);
            case "SignatureDoesNotMatch":
                return Credentials(
                    "AWS did not accept the signature made with the credentials in use: the secret key does not belong to the key id. Run "
                    + "`aws configure`, or sign in with `aws sso login`.",
                    exception, detail);
            case "PermanentRedirect" or "AuthorizationHeaderMalformed" or "IllegalLocationConstraintException":
                return WrongRegion(call, exception, detail);
            case "InvalidBucketName":
                return new(
                    ImageStorageError.ConfigurationInvalid,
                    $"'{call.Bucket}' cannot be the name of a bucket. Check {SettingName.S3BucketName}.",
                    exception) { LogDetail = detail };
            case "RequestTimeTooSkewed":
                return new(
                    ImageStorageError.ConfigurationInvalid,
                    "The clock of this machine differs too much from that of AWS. Set it, and try again.",
                    exception) { LogDetail = detail };
            // S3 reports a body that stopped arriving as 400, and a write that met another as 409: both are meant to be tried again.
            case "RequestTimeout" or "ConditionalRequestConflict":
                return Unavailable(call, "was interrupted", exception, detail, transient: true);
            default:
                return null;
        }
    }

    private static ImageStorageException? ByStatus(
        int status, string? code, S3Call call, Exception exception, string detail, TimeSpan? retryAfter) => status switch
    {
        // Without a body there is no code: the answer to a HEAD request.
        404 when call.Doing == "store" => BucketNotFound(call, exception, detail),
        404 => new(ImageStorageError.ImageNotFound, $"There is no image '{call.Key}' in bucket '{call.Bucket}'.", exception) { LogDetail = detail },
        401 => Credentials("AWS did not accept the credentials in use. Sign in again, for example with `aws sso login`.", exception, detail),
        403 => new(
            ImageStorageError.StorageAccessDenied,
            $"You are not allowed to {call.Doing} '{call.Key}' in bucket '{call.Bucket}'. Ask whoever manages the bucket for access.",
            exception)
        {
            LogDetail = $"Missing permission: {call.Permission}"
                + (call.Doing == "read" ? " (or s3:ListBucket, without which S3 answers 403 for objects that do not exist). " : ". ") + detail,
        },
        301 or 307 or 308 => WrongRegion(call, exception, detail),
        408 or 429 or >= 500 => Unavailable(
            call, status is 429 or 503 ? "is too busy" : "failed", exception, detail, transient: true, retryAfter),
        >= 400 => new(
            ImageStorageError.StorageUnavailable,
            $"The image store did not accept the request to {call.Doing} '{call.Key}' ({code ?? status.ToString(System.Globalization.CultureInfo.InvariantCulture)}).",
            exception) { LogDetail = detail },
        _ => null,
    };

    private static ImageStorageException ByTransport(Exception exception, S3Call call, string detail)
    {
        var socket = Find<SocketException>(exception)?.SocketErrorCode;
        var happened = socket switch
        {
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "could not be found by its name",
            SocketError.ConnectionRefused => "refused the connection",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable => "could not be reached",
            _ when Find<AuthenticationException>(exception) is not null => "could not be trusted: no secure connection came about",
            _ => "broke off the connection",
        };
        var transient = Find<HttpRequestException>(exception) is not null || Find<IOException>(exception) is not null || socket is not null
            || exception is OperationCanceledException or TimeoutException or AmazonUnmarshallingException;
        return Unavailable(call, transient ? happened : "failed", exception, detail, transient);
    }

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

    private static ImageStorageException BucketNotFound(S3Call call, Exception exception, string detail) => new(
        ImageStorageError.BucketNotFound,
        $"There is no bucket '{call.Bucket}'. Check {SettingName.S3BucketName}, or create the infrastructure first.",
        exception) { LogDetail = detail };

    private static ImageStorageException WrongRegion(S3Call call, Exception exception, string detail) => new(
        ImageStorageError.ConfigurationInvalid,
        $"The bucket '{call.Bucket}' is not in region '{call.Region}'. Set {SettingName.AwsRegion} or -Region to the bucket's region.",
        exception) { LogDetail = detail };

    private static ImageStorageException Credentials(string message, Exception exception, string detail) =>
        new(ImageStorageError.CredentialsNotFound, message, exception) { LogDetail = detail };

    private static TimeSpan? RetryAfterOf(Exception exception) => Find<HttpErrorResponseException>(exception)?.Response is { } response
        ? RetryAfter.Parse(response.GetHeaderValue("Retry-After"), response.GetHeaderValue("Date"))
        : null;

    // The service's own message is left out: it may quote the request, with the key id and the signature in it.
    private static string Detail(Exception exception, AmazonServiceException? service, int status) => service is null
        ? $"{exception.GetType().Name}: {exception.GetBaseException().Message}"
        : $"{service.ErrorCode}, HTTP {status}, request {service.RequestId}";

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }
}
