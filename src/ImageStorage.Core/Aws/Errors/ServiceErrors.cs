using System.Globalization;
using ImageStorage.Aws.Protocol;

namespace ImageStorage.Aws.Errors;

/// <summary>Translates the exceptions of the CloudWatch, CloudFront, Auto Scaling and IAM clients into the core's errors.</summary>
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
        // The services report these with status 400 although they are transient.
        "Throttling" or "ThrottlingException" or "ThrottledException" or "RequestThrottled" or "RequestLimitExceeded"
            or "TooManyRequestsException" =>
            Unavailable("is too busy", failure, call, exception, transient: true),
        "RequestTimeout" => Unavailable("was interrupted", failure, call, exception, transient: true),
        _ when IsNotFound(failure) => new(
            ImageStorageError.ConfigurationInvalid,
            $"{call.Service} in region '{call.Region}' could not {call.Doing}, because it does not exist there. Check the name and "
            + $"{SettingName.AwsRegion}, or create the infrastructure with Terraform.",
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
            $"{call.Service} did not accept the request to {call.Doing} ({failure.Code ?? failure.Status.ToString(CultureInfo.InvariantCulture)}). "
            + "See the log for the request id.",
            exception)
        { LogDetail = failure.Detail },
        // The answer is from a proxy, or incomplete.
        >= 200 => Unavailable("gave an answer that is not valid", failure, call, exception, transient: true),
        _ => null,
    };

    private static ImageStorageException AccessDenied(AwsFailure failure, ServiceCall call, Exception exception) => new(
        ImageStorageError.StorageAccessDenied,
        $"You are not allowed to {call.Doing}. Ask the administrator of the AWS account for access.",
        exception)
    { LogDetail = $"Missing permission: {call.Permission}. {failure.Detail}" };

    private static ImageStorageException Unavailable(
        string happened, AwsFailure failure, ServiceCall call, Exception exception, bool transient) => new(
        ImageStorageError.StorageUnavailable,
        $"{call.Service} in region '{call.Region}' {happened} while asked to {call.Doing}. {failure.Advice}",
        exception)
        { IsTransient = transient, RetryAfter = failure.RetryAfter, LogDetail = failure.Detail };
}
