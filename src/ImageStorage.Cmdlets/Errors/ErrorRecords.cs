using System.Management.Automation;

namespace ImageStorage.Cmdlets.Errors;

/// <summary>Converts the core's errors to PowerShell's error records.</summary>
internal static class ErrorRecords
{
    /// <summary>The error record: the error's name as id, its category, and its message with the correlation id.</summary>
    /// <param name="exception">What the core threw.</param>
    /// <param name="target">What the user passed in.</param>
    public static ErrorRecord ToErrorRecord(this ImageStorageException exception, object? target)
    {
        var correlation = exception.CorrelationId is { } id ? $" (correlation id {id})" : "";
        return new ErrorRecord(exception, exception.Error.ToString(), Category(exception.Error), target)
        {
            ErrorDetails = new ErrorDetails(exception.Message + correlation),
        };
    }

    /// <summary>The error record of a defect: anything else than an <see cref="ImageStorageException"/>.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="target">What the user passed in.</param>
    public static ErrorRecord ToUnexpectedErrorRecord(this Exception exception, object? target) =>
        new(exception, "UnexpectedError", ErrorCategory.NotSpecified, target);

    public static ErrorCategory Category(ImageStorageError error) => error switch
    {
        ImageStorageError.ImageNotFound or ImageStorageError.AssignmentNotFound => ErrorCategory.ObjectNotFound,
        ImageStorageError.BucketNotFound => ErrorCategory.ObjectNotFound,
        ImageStorageError.ImageAlreadyExists or ImageStorageError.AssignmentAlreadyExists => ErrorCategory.ResourceExists,
        ImageStorageError.AssignmentConflict => ErrorCategory.ResourceExists,
        ImageStorageError.InvalidImage or ImageStorageError.ImageTooLarge or ImageStorageError.AssignmentTooLarge => ErrorCategory.InvalidData,
        ImageStorageError.InvalidAssignmentId or ImageStorageError.InvalidAnswer => ErrorCategory.InvalidArgument,
        ImageStorageError.ConfigurationInvalid => ErrorCategory.InvalidArgument,
        ImageStorageError.PromptRejected or ImageStorageError.ImageRejected => ErrorCategory.InvalidArgument,
        ImageStorageError.StoreMismatch => ErrorCategory.InvalidOperation,
        ImageStorageError.RepairRefused or ImageStorageError.BudgetExceeded => ErrorCategory.LimitsExceeded,
        ImageStorageError.StorageAccessDenied => ErrorCategory.PermissionDenied,
        ImageStorageError.CredentialsNotFound => ErrorCategory.AuthenticationError,
        ImageStorageError.StorageUnavailable => ErrorCategory.ConnectionError,
        ImageStorageError.StorageTimeout or ImageStorageError.GenerationTimeout => ErrorCategory.OperationTimeout,
        ImageStorageError.ModelUnavailable => ErrorCategory.ResourceUnavailable,
        ImageStorageError.GenerationThrottled => ErrorCategory.LimitsExceeded,
        _ => ErrorCategory.NotSpecified,
    };
}
