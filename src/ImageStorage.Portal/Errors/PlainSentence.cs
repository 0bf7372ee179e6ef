namespace ImageStorage.Portal.Errors;

/// <summary>The sentence that pages show for an error. The core's own messages are for operators, and name stores that users must not see.</summary>
internal static class PlainSentence
{
    /// <summary>The sentence: what happened and what to do.</summary>
    public static string Of(ImageStorageException exception) => exception.Error switch
    {
        ImageStorageError.AssignmentNotFound => "There is no such assignment. It may have been removed.",
        ImageStorageError.ImageNotFound => "The picture is missing from the store. Make another one.",
        ImageStorageError.InvalidAssignmentId => "That is not the address of an assignment.",
        ImageStorageError.AssignmentConflict => "Someone else changed this assignment at the same moment. Look at it again, then repeat your change.",
        ImageStorageError.AssignmentTooLarge => "The assignment is too large to be stored. Use fewer or shorter questions.",
        ImageStorageError.AssignmentAlreadyExists => "There is such an assignment already.",
        ImageStorageError.ImageAlreadyExists => "The assignment got another picture meanwhile. Look at it again, then make a new one if it is not the right one.",
        ImageStorageError.StorageUnavailable or ImageStorageError.StorageTimeout =>
            "The store cannot be reached just now. Nothing that was saved is lost. Try again in a moment.",
        ImageStorageError.StorageAccessDenied or ImageStorageError.CredentialsNotFound or ImageStorageError.ConfigurationInvalid
            or ImageStorageError.BucketNotFound => "This server is not set up for that. Give its operator the correlation id.",
        ImageStorageError.ModelUnavailable => "The model that this server uses cannot be had. Give its operator the correlation id.",
        ImageStorageError.GenerationThrottled => "The model has too much to do just now. Try again in a minute.",
        ImageStorageError.GenerationTimeout => "The model did not answer in time. Try again; the picture that was lost may have been billed.",
        _ => exception.Message,
    };
}
