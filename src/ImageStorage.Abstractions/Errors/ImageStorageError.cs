namespace ImageStorage;

/// <summary>
/// Everything that can go wrong, by name. The name is the <c>ErrorId</c> that a PowerShell user sees, and is a public contract.
/// </summary>
public enum ImageStorageError
{
    /// <summary>No image is stored under the key, or the file named as input does not exist.</summary>
    ImageNotFound,

    /// <summary>No record has the assignment id.</summary>
    AssignmentNotFound,

    /// <summary>The bucket does not exist.</summary>
    BucketNotFound,

    /// <summary>Other bytes are stored under the key, and replacing them was not asked for.</summary>
    ImageAlreadyExists,

    /// <summary>A record with the assignment id exists, and a new one was asked for.</summary>
    AssignmentAlreadyExists,

    /// <summary>Another process changed the record between reading and writing it.</summary>
    AssignmentConflict,

    /// <summary>The record is larger than its store can hold: 400 KB in DynamoDB, 16 MB in MongoDB.</summary>
    AssignmentTooLarge,

    /// <summary>The bytes are not a whole image of a supported format.</summary>
    InvalidImage,

    /// <summary>The image exceeds a limit of <see cref="ImageLimits"/>.</summary>
    ImageTooLarge,

    /// <summary>The assignment id is not 1 to 128 characters of A-Z a-z 0-9 _ -, or is the sentinel no_image.</summary>
    InvalidAssignmentId,

    /// <summary>
    /// A submission is refused: an answer is for a question that the assignment does not have, is too long or contains a lone surrogate,
    /// there is no answer at all, or the student id is not 1 to 256 characters without control characters and lone surrogates.
    /// </summary>
    InvalidAnswer,

    /// <summary>The store refused the caller. The missing permission is named in the log only.</summary>
    StorageAccessDenied,

    /// <summary>No usable AWS credentials: none were found, they have expired, or AWS does not know them.</summary>
    CredentialsNotFound,

    /// <summary>The object store and the record store do not belong together: they carry different ids, or what they hold does not fit.</summary>
    StoreMismatch,

    /// <summary>A repair would have deleted or given up more than is allowed at once. Nothing was deleted.</summary>
    RepairRefused,

    /// <summary>A setting is missing or has a value that cannot be used.</summary>
    ConfigurationInvalid,

    /// <summary>The store could not be reached, or failed, after all attempts.</summary>
    StorageUnavailable,

    /// <summary>The store did not answer within the time of the whole operation.</summary>
    StorageTimeout,

    /// <summary>The model's content filter refused the prompt.</summary>
    PromptRejected,

    /// <summary>The model's content filter withheld the generated image.</summary>
    ImageRejected,

    /// <summary>The model is past its end of life, not enabled for the account, or not offered in the region.</summary>
    ModelUnavailable,

    /// <summary>The model was throttled after all attempts.</summary>
    GenerationThrottled,

    /// <summary>The model did not answer within the time limit. The request may have been billed.</summary>
    GenerationTimeout,

    /// <summary>The picture would cost more than is left of the budget. The model was not asked.</summary>
    BudgetExceeded,
}
