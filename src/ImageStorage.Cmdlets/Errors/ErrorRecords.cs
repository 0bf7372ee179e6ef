using System.Management.Automation;

namespace ImageStorage.Cmdlets.Errors;

/// <summary>The one place where the core's errors become PowerShell's.</summary>
internal static class ErrorRecords
{
    /// <summary>The record of an error: its name as id, its category, its sentence with the correlation id.</summary>
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

    public static ErrorCategory Category(ImageStorageError error) => error switch
    {
        ImageStorageError.ImageNotFound or ImageStorageError.AssignmentNotFound or ImageStorageError.BucketNotFound => ErrorCategory.ObjectNotFound,
        ImageStorageError.ImageAlreadyExists or ImageStorageError.AssignmentAlreadyExists or ImageStorageError.AssignmentConflict => ErrorCategory.ResourceExists,
        ImageStorageError.InvalidImage or ImageStorageError.ImageTooLarge or ImageStorageError.AssignmentTooLarge => ErrorCategory.InvalidData,
        ImageStorageError.InvalidAssignmentId or ImageStorageError.InvalidAnswer or ImageStorageError.ConfigurationInvalid => ErrorCategory.InvalidArgument,
        ImageStorageError.PromptRejected or ImageStorageError.ImageRejected => ErrorCategory.InvalidArgument,
        ImageStorageError.StorageAccessDenied => ErrorCategory.PermissionDenied,
        ImageStorageError.CredentialsNotFound => ErrorCategory.AuthenticationError,
        ImageStorageError.StorageUnavailable => ErrorCategory.ConnectionError,
        ImageStorageError.StorageTimeout or ImageStorageError.GenerationTimeout => ErrorCategory.OperationTimeout,
        ImageStorageError.ModelUnavailable => ErrorCategory.ResourceUnavailable,
        ImageStorageError.GenerationThrottled => ErrorCategory.LimitsExceeded,
        _ => ErrorCategory.NotSpecified,
    };
}
