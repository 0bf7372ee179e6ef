namespace ImageStorage.Portal.Creation;

/// <summary>A picture on its way to its assignment, in this process.</summary>
/// <param name="startedAt">When it was asked for.</param>
internal sealed class CreationJob(DateTimeOffset startedAt) : IProgress<ImageProgress>
{
    private volatile CreationStatus _status = new(CreationState.Waiting, startedAt);

    /// <summary>Where it stands now.</summary>
    public CreationStatus Status => _status;

    /// <summary>Set by the core from any of its threads, one after another.</summary>
    /// <param name="value">The station that has begun.</param>
    public void Report(ImageProgress value)
    {
        if (!_status.HasEnded)
            _status = _status with { State = CreationState.Running, Progress = value };
    }

    public void Succeed(AssignmentImage result, DateTimeOffset now) => _status = _status with { State = CreationState.Succeeded, Result = result, EndedAt = now };

    public void Fail(CreationFailure failure, DateTimeOffset now) => _status = _status with { State = CreationState.Failed, Failure = failure, EndedAt = now };
}
