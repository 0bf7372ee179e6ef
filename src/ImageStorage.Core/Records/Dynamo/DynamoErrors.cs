using ImageStorage.Aws.Errors;

namespace ImageStorage.Records.Dynamo;

/// <summary>Translates the exceptions of the DynamoDB client into the core's errors. The only place that knows DynamoDB's error codes.</summary>
internal static class DynamoErrors
{
    public static ImageStorageException From(Exception exception, DynamoCall call)
    {
        if (AwsFailure.Find<ImageStorageException>(exception) is { } known)
            return known;

        var failure = AwsFailure.Of(exception);
        return CredentialFailures.From(failure, exception)
            ?? ByCode(failure, call, exception)
            ?? ByStatus(failure, call, exception)
            ?? Unavailable(failure.Happened, failure, call, exception, failure.IsTransport);
    }

    public static ImageStorageException TooLarge(string table, DynamoTableKind kind, Exception? exception = null) => new(
        ImageStorageError.AssignmentTooLarge, $"The {kind.Name} is too large for the table '{table}': {kind.Limits}", exception);

    /// <summary>The error of a throttled batch, of which DynamoDB returns the unprocessed items instead of an error.</summary>
    public static ImageStorageException TooBusy(DynamoCall call) =>
        new(ImageStorageError.StorageUnavailable, Message("is too busy", call, AwsFailure.Later)) { IsTransient = true };

    private static ImageStorageException? ByCode(AwsFailure failure, DynamoCall call, Exception exception) => failure.Code switch
    {
        "ValidationException" or "ResourceNotFoundException"
            when call.Index is not null && failure.Message.Contains(call.Index, StringComparison.Ordinal) => new(
            ImageStorageError.ConfigurationInvalid,
            $"The table '{call.Table}' has no index '{call.Index}', which this operation needs. Add it with Terraform: "
            + $"{DynamoTable.KeysOf(call.Index)}, with all attributes projected.",
            exception)
            { LogDetail = failure.Detail },
        "ResourceNotFoundException" => new(
            ImageStorageError.ConfigurationInvalid,
            $"There is no table '{call.Table}' in region '{call.Region}'. Check {SettingName.DynamoDBTableName} and {SettingName.AwsRegion}, or "
            + $"create the table with Terraform; it needs {call.Kind.Keys}.",
            exception)
        { LogDetail = failure.Detail },
        "ValidationException" when failure.Message.Contains("exceeded", StringComparison.OrdinalIgnoreCase) =>
            TooLarge(call.Table, call.Kind, exception),
        "ValidationException" when failure.Message.Contains("key element", StringComparison.OrdinalIgnoreCase) => new(
            ImageStorageError.ConfigurationInvalid,
            $"The table '{call.Table}' does not have {call.Kind.Keys}. Check {SettingName.DynamoDBTableName}.",
            exception)
        { LogDetail = failure.Detail },
        "AccessDeniedException" => AccessDenied(failure, call, exception),
        // DynamoDB reports these with status 400 although they are transient.
        "ProvisionedThroughputExceededException" or "ThrottlingException" or "RequestLimitExceeded" or "ThrottledException"
            or "ReplicatedWriteConflictException" or "TransactionConflictException" =>
            Unavailable("is too busy", failure, call, exception, transient: true),
        _ => null,
    };

    private static ImageStorageException? ByStatus(AwsFailure failure, DynamoCall call, Exception exception) => failure.Status switch
    {
        401 => CredentialFailures.Rejected(
            "AWS did not accept the credentials in use. Sign in again, for example with `aws sso login`.", exception, failure),
        403 => AccessDenied(failure, call, exception),
        413 => TooLarge(call.Table, call.Kind, exception),
        408 or 429 or >= 500 => Unavailable(
            failure.Status is 429 or 503 ? "is too busy" : "failed", failure, call, exception, transient: true),
        >= 400 => Unavailable(
            $"did not accept the request ({failure.Code ?? failure.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)})",
            failure, call, exception, transient: false),
        _ => null,
    };

    private static ImageStorageException AccessDenied(AwsFailure failure, DynamoCall call, Exception exception) => new(
        ImageStorageError.StorageAccessDenied,
        $"You are not allowed to {call.Doing} {call.Kind.Name}s in the table '{call.Table}'. Ask the administrator of the AWS account for access.",
        exception)
    { LogDetail = $"Missing permission: {call.Permission}. {failure.Detail}" };

    private static ImageStorageException Unavailable(
        string happened, AwsFailure failure, DynamoCall call, Exception exception, bool transient) => new(
        ImageStorageError.StorageUnavailable, Message(happened, call, failure.Advice), exception)
        { IsTransient = transient, RetryAfter = failure.RetryAfter, LogDetail = failure.Detail };

    private static string Message(string happened, DynamoCall call, string advice) =>
        $"The record store {happened} while asked to {call.Doing} {call.Kind.Name}s in the table '{call.Table}'. {advice}";
}
