namespace ImageStorage.Portal.Creation;

/// <summary>A job of this process that makes the picture of an assignment.</summary>
/// <param name="startedAt">When it was requested.</param>
internal sealed class CreationJob(DateTimeOffset startedAt) : IProgress<ImageProgress>
{
    private volatile CreationStatus _status = new(CreationState.Waiting, startedAt);

    /// <summary>Its current status.</summary>
    public CreationStatus Status => _status;

    /// <summary>Called by the core, from any thread but never concurrently.</summary>
    /// <param name="value">The stage that has started.</param>
    public void Report(ImageProgress value)
    {
        if (!_status.HasEnded)
            _status = _status with { State = CreationState.Running, Progress = value };
    }

    public void Succeed(AssignmentImage result, DateTimeOffset now) =>
        _status = _status with { State = CreationState.Succeeded, Result = result, EndedAt = now };

    public void Fail(CreationFailure failure, DateTimeOffset now) =>
        _status = _status with { State = CreationState.Failed, Failure = failure, EndedAt = now };
}
