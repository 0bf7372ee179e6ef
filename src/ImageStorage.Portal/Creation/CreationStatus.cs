namespace ImageStorage.Portal.Creation;

/// <summary>A creation job at one moment.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="Progress">The station that has begun; null before the first.</param>
/// <param name="Result">What was made; null unless it succeeded.</param>
/// <param name="Failure">Why not; null unless it failed.</param>
internal sealed record CreationStatus(
    CreationState State, DateTimeOffset StartedAt, ImageProgress? Progress = null, AssignmentImage? Result = null, CreationFailure? Failure = null)
{
    /// <summary>When nothing more happened; null while something does.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>True when nothing more will happen.</summary>
    public bool HasEnded => State is CreationState.Succeeded or CreationState.Failed;
}
