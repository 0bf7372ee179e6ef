namespace ImageStorage.Creation;

/// <summary>Says which refusals of a call its plan shows as items. The other errors are those of the stores, and end the plan.</summary>
internal static class PlanRefusal
{
    /// <summary>The action of an item that a call would refuse with an error; null for an error that is not about the item.</summary>
    public static PlanAction? ActionOf(ImageStorageError error) => error switch
    {
        ImageStorageError.ImageAlreadyExists or ImageStorageError.AssignmentAlreadyExists or ImageStorageError.AssignmentConflict
            => PlanAction.Conflict,
        ImageStorageError.InvalidAssignmentId or ImageStorageError.PromptRejected or ImageStorageError.InvalidImage
            or ImageStorageError.ImageTooLarge or ImageStorageError.ModelUnavailable or ImageStorageError.ConfigurationInvalid
            or ImageStorageError.BudgetExceeded
            => PlanAction.Invalid,
        ImageStorageError.ImageNotFound or ImageStorageError.AssignmentNotFound => PlanAction.Missing,
        _ => null,
    };
}
