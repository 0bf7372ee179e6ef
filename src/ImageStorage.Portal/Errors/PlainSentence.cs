namespace ImageStorage.Portal.Errors;

/// <summary>Error messages for pages: the core's own name cmdlet parameters and stores, which users of pages should not see.</summary>
internal static class PlainSentence
{
    /// <summary>The message: what happened and what to do.</summary>
    public static string Of(ImageStorageException exception) => exception.Error switch
    {
        ImageStorageError.AssignmentNotFound => "This assignment does not exist. It may have been removed.",
        ImageStorageError.ImageNotFound => "The picture is missing from the store. Generate or upload another one.",
        ImageStorageError.InvalidAssignmentId => "This address is not that of an assignment. Check the link, or open the assignment from the list.",
        ImageStorageError.AssignmentConflict => "Someone else changed this assignment at the same time. Reload it, then repeat your change.",
        ImageStorageError.AssignmentTooLarge => "The assignment is too large to be stored. Use fewer or shorter questions.",
        ImageStorageError.AssignmentAlreadyExists => "This assignment already exists.",
        ImageStorageError.ImageAlreadyExists =>
            "The assignment has got another picture in the meantime. Reload it, and make a new one if it is not the right one.",
        ImageStorageError.StorageUnavailable or ImageStorageError.StorageTimeout =>
            "The store cannot be reached right now. Nothing that was saved is lost. Try again in a moment.",
        ImageStorageError.StorageAccessDenied or ImageStorageError.CredentialsNotFound or ImageStorageError.ConfigurationInvalid
            or ImageStorageError.BucketNotFound or ImageStorageError.StoreMismatch =>
            "This server is not set up for that. Contact its administrator and give the correlation id.",
        ImageStorageError.ModelUnavailable =>
            "The model that this server uses is not available. Contact the administrator and give the correlation id.",
        ImageStorageError.GenerationThrottled => "The model is busy right now. Try again in a minute.",
        ImageStorageError.GenerationTimeout => "The model did not answer in time. Try again. The lost picture may have been billed.",
        _ => exception.Message,
    };
}
