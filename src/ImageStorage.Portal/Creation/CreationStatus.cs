namespace ImageStorage.Portal.Creation;

/// <summary>A creation job at one moment.</summary>
/// <param name="State">The state.</param>
/// <param name="StartedAt">When it was requested.</param>
/// <param name="Progress">The current stage; null before the first.</param>
/// <param name="Result">The picture; null unless the job succeeded.</param>
/// <param name="Failure">Why it failed; null unless it did.</param>
internal sealed record CreationStatus(
    CreationState State, DateTimeOffset StartedAt, ImageProgress? Progress = null, AssignmentImage? Result = null, CreationFailure? Failure = null)
{
    /// <summary>When the job ended; null while it is unfinished.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True when the job has succeeded or failed.</summary>
    public bool HasEnded => State is CreationState.Succeeded or CreationState.Failed;
}
