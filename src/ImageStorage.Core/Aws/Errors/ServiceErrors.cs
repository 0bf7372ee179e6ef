using System.Globalization;
using ImageStorage.Aws.Protocol;

namespace ImageStorage.Aws.Errors;

/// <summary>Turns what the clients of CloudWatch, CloudFront, Auto Scaling and IAM throw into the core's own errors.</summary>
internal static class ServiceErrors
{
    public static ImageStorageException From(Exception exception, ServiceCall call)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
        return CredentialFailures.From(failure, exception)
            ?? ByCode(failure, call, exception)
            ?? ByStatus(failure, call, exception)
            ?? Unavailable(failure.Happened, failure, call, exception, failure.IsTransport);
    }

    private static ImageStorageException? ByCode(AwsFailure failure, ServiceCall call, Exception exception) => failure.Code switch
    {
        "AccessDenied" or "AccessDeniedException" or "AccessDeniedFault" or "UnauthorizedOperation" or "AuthorizationError" =>
            AccessDenied(failure, call, exception),
        // The service reports these as 400; they may be tried again.
        "Throttling" or "ThrottlingException" or "ThrottledException" or "RequestThrottled" or "RequestLimitExceeded" or "TooManyRequestsException" =>
            Unavailable("is too busy", failure, call, exception, transient: true),
        "RequestTimeout" => Unavailable("was interrupted", failure, call, exception, transient: true),
        _ when IsNotFound(failure) => new(
            ImageStorageError.ConfigurationInvalid,
            $"{call.Service} in region '{call.Region}' does not know what it was asked to {call.Doing}. Check {SettingName.AwsRegion}, or create the "
            + "infrastructure first.",
            exception)
        { LogDetail = failure.Detail },
        _ => null,
    };

    private static bool IsNotFound(AwsFailure failure) => failure.Code is { } code
        && (code.StartsWith("NoSuch", StringComparison.Ordinal) || code.Contains("NotFound", StringComparison.Ordinal));

    private static ImageStorageException? ByStatus(AwsFailure failure, ServiceCall call, Exception exception) => failure.Status switch
    {
        401 => CredentialFailures.Rejected(
            "AWS did not accept the credentials in use. Sign in again, for example with `aws sso login`.", exception, failure),
        403 => AccessDenied(failure, call, exception),
        408 or 429 or >= 500 => Unavailable(failure.Status is 429 or 503 ? "is too busy" : "failed", failure, call, exception, transient: true),
        >= 300 => new(
            ImageStorageError.StorageUnavailable,
            $"{call.Service} did not accept the request to {call.Doing} ({failure.Code ?? failure.Status.ToString(CultureInfo.InvariantCulture)}).",
            exception)
        { LogDetail = failure.Detail },
        // A proxy's page, or an answer that broke off.
        >= 200 => Unavailable("gave an answer that cannot be read", failure, call, exception, transient: true),
        _ => null,
    };

    private static ImageStorageException AccessDenied(AwsFailure failure, ServiceCall call, Exception exception) => new(
        ImageStorageError.StorageAccessDenied,
        $"You are not allowed to {call.Doing}. Ask the administrator of the AWS account for access.",
        exception)
    { LogDetail = $"Missing permission: {call.Permission}. {failure.Detail}" };

    private static ImageStorageException Unavailable(string happened, AwsFailure failure, ServiceCall call, Exception exception, bool transient) => new(
        ImageStorageError.StorageUnavailable,
        $"{call.Service} in region '{call.Region}' {happened} while asked to {call.Doing}. Check the network connection and try again.",
        exception)
    { IsTransient = transient, RetryAfter = failure.RetryAfter, LogDetail = failure.Detail };
}
