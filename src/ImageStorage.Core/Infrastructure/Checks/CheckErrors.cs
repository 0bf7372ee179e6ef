using System.Net.Sockets;
using Amazon.Runtime;
using ImageStorage.Aws.Errors;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>Why a check could not look, in a sentence that may name the permission that the caller lacks.</summary>
internal static class CheckErrors
{
    /// <summary>True when the service answered with one of these codes.</summary>
    public static bool IsAny(Exception exception, IReadOnlyCollection<string> codes) =>
        codes.Count > 0 && AwsFailure.Of(exception) is { Code: { } code } && codes.Contains(code);

    public static ImageStorageException From(Exception exception, string permission)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
        return CredentialFailures.From(failure, exception) ?? (IsDenied(failure)
            ? new(ImageStorageError.StorageAccessDenied, $"Permission {permission} is missing.", exception) { LogDetail = failure.Detail }
            : Unavailable(exception, failure, permission));
    }

    /// <summary>Something answered in the service's place.</summary>
    public static ImageStorageException Foreign(string permission, Exception? exception = null) => new(
        ImageStorageError.StorageUnavailable,
        $"What answered {permission} is not the service '{Service(permission)}', but perhaps a proxy or a network's sign-in page.",
        exception);

    /// <summary>The error as the reason why a check was not made.</summary>
    public static CheckNotMadeException ToNotMade(ImageStorageException exception, string permission) => exception.Error switch
    {
        // A store that only speaks S3 has no such setting, so there is nothing to check.
        _ when exception.InnerException is { } inner && IsNotImplemented(AwsFailure.Of(inner)) =>
            CheckNotMadeException.Skipped(exception.Message, exception),
        ImageStorageError.StorageAccessDenied => CheckNotMadeException.Unknown(
            $"The caller has no permission {permission}.", $"Grant {permission} to the identity that runs the checks.", exception),
        ImageStorageError.StorageUnavailable or ImageStorageError.StorageTimeout => CheckNotMadeException.Unknown(
            exception.Message, Advice(exception.InnerException, permission), exception),
        _ => CheckNotMadeException.Unknown(exception.Message, innerException: exception),
    };

    // The network is named only where the connection failed.
    private static string Advice(Exception? cause, string permission) => cause is null || IsForeign(cause, AwsFailure.Of(cause))
        ? $"Check the proxy settings and the endpoint of '{Service(permission)}', and try again."
        : AwsFailure.Of(cause).Advice;

    private static bool IsForeign(Exception exception, AwsFailure failure) =>
        failure.Status is >= 200 and < 300 || AwsFailure.Find<AmazonUnmarshallingException>(exception) is not null;

    private static bool IsNotImplemented(AwsFailure failure) =>
        failure.Status == 501 || failure.Code is "NotImplemented" or "NotImplementedException" or "NotImplementedError";

    private static bool IsDenied(AwsFailure failure) =>
        failure.Code is "AccessDenied" or "AccessDeniedException" or "AllAccessDisabled" or "UnauthorizedOperation" or "AuthorizationError"
        || failure.Status == 403;

    private static ImageStorageException Unavailable(Exception exception, AwsFailure failure, string permission)
    {
        if (failure.Code == "NoSuchBucket")
            return new(ImageStorageError.BucketNotFound, "There is no such bucket.", exception) { LogDetail = failure.Detail };

        if (IsForeign(exception, failure))
            return Foreign(permission, exception);

        var service = Service(permission);
        // An emulator of AWS, on a developer's machine or in a pipeline, does not have all of its operations.
        if (IsNotImplemented(failure))
        {
            return new(
                ImageStorageError.StorageUnavailable,
                $"The endpoint of '{service}' does not implement {permission} (NotImplemented).",
                exception)
            {
                LogDetail = failure.Detail,
            };
        }

        var happened = failure switch
        {
            { Status: 429 or 503 } or { Code: "Throttling" or "ThrottlingException" or "SlowDown" or "TooManyRequestsException" } => "is too busy",
            { Status: > 0 } => $"failed ({failure.Code ?? $"HTTP {failure.Status}"})",
            { Socket: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => "could not be found by its name",
            { Socket: SocketError.ConnectionRefused } => "refused the connection",
            _ => "did not answer",
        };
        return new(ImageStorageError.StorageUnavailable, $"The service '{service}' {happened} when asked {permission}.", exception)
        {
            IsTransient = failure.Status is 0 or 408 or 429 or >= 500 || failure.Code is "Throttling" or "ThrottlingException",
            RetryAfter = failure.RetryAfter,
            LogDetail = failure.Detail,
        };
    }

    private static string Service(string permission) => permission.Split(':')[0];
}
