namespace ImageStorage;

/// <summary>How to repair. Validated when made.</summary>
public sealed record RepairOptions
{
    /// <summary>
    /// Uploads and objects younger than this are taken for work in progress and left alone: zero to 365 days. It must be longer than the
    /// slowest call that creates a picture.
    /// </summary>
    public TimeSpan GracePeriod
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromDays(365)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(GracePeriod), value, "GracePeriod must be zero to 365 days.");
    } = TimeSpan.FromMinutes(15);

    /// <summary>True to delete the objects that no record names; otherwise they are listed.</summary>
    public bool RemoveOrphans { get; init; }

    /// <summary>How many records or objects are checked in parallel: 1 to 128.</summary>
    public int Parallelism
    {
        get;
        init => field = value is >= 1 and <= 128
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Parallelism), value, "Parallelism must be 1 to 128.");
    } = 8;

    /// <summary>Called before each change, from any thread; a finding that it refuses is only listed. Null approves every change.</summary>
    public Func<RepairFinding, CancellationToken, Task<bool>>? Approve { get; init; }
}
