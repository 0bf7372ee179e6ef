namespace ImageStorage.Portal.Errors;

/// <summary>Maps errors to HTTP statuses.</summary>
internal static class ErrorStatus
{
    /// <summary>The status of an error.</summary>
    public static int Of(ImageStorageError error) => error switch
    {
        ImageStorageError.InvalidAssignmentId or ImageStorageError.InvalidAnswer => StatusCodes.Status400BadRequest,
        ImageStorageError.ImageNotFound or ImageStorageError.AssignmentNotFound => StatusCodes.Status404NotFound,
        ImageStorageError.ImageAlreadyExists or ImageStorageError.AssignmentAlreadyExists or ImageStorageError.AssignmentConflict
            or ImageStorageError.RepairRefused or ImageStorageError.BudgetExceeded
            => StatusCodes.Status409Conflict,
        ImageStorageError.ImageTooLarge or ImageStorageError.AssignmentTooLarge => StatusCodes.Status413PayloadTooLarge,
        ImageStorageError.InvalidImage or ImageStorageError.PromptRejected or ImageStorageError.ImageRejected
            => StatusCodes.Status422UnprocessableEntity,
        ImageStorageError.GenerationThrottled => StatusCodes.Status429TooManyRequests,
        // The feature is not configured, so a retry does not help; 503 would invite one.
        ImageStorageError.ConfigurationInvalid => StatusCodes.Status501NotImplemented,
        ImageStorageError.StorageUnavailable or ImageStorageError.StorageAccessDenied or ImageStorageError.BucketNotFound
            or ImageStorageError.CredentialsNotFound or ImageStorageError.StoreMismatch or ImageStorageError.ModelUnavailable
            => StatusCodes.Status503ServiceUnavailable,
        ImageStorageError.StorageTimeout or ImageStorageError.GenerationTimeout => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };
}
