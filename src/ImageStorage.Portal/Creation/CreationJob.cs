namespace ImageStorage.Portal.Creation;

/// <summary>A picture on its way to its assignment, in this process.</summary>
internal sealed class CreationJob : IProgress<ImageProgress>
{
    private volatile CreationStatus _status = new(CreationState.Waiting);

    /// <summary>Where it stands now.</summary>
    public CreationStatus Status => _status;

    /// <summary>When nothing more happened; null while something does.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Told by the core from any of its threads, one after another.</summary>
    /// <param name="value">The station that has begun.</param>
    public void Report(ImageProgress value)
    {
        if (!_status.HasEnded)
            _status = new CreationStatus(CreationState.Running, value);
    }

    public void Succeed(AssignmentImage result, DateTimeOffset now) => End(new CreationStatus(CreationState.Succeeded, _status.Progress, result), now);

    public void Fail(CreationFailure failure, DateTimeOffset now) => End(new CreationStatus(CreationState.Failed, _status.Progress, Failure: failure), now);

    private void End(CreationStatus status, DateTimeOffset now)
    {
        EndedAt = now;
        _status = status;
    }
}
