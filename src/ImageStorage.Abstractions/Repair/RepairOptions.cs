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

    /// <summary>
    /// How many objects may be deleted, and how many records whose image is missing may be set to failed, in one run: 0 or more. Null for the
    /// smaller of 100 and <see cref="MaxRemovePercent"/>, but at least 1.
    /// </summary>
    public int? MaxRemove
    {
        get;
        init => field = value is null or >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxRemove), value, "MaxRemove must be 0 or more.");
    }

    /// <summary>Of all objects, or of all records with an image, the share that may go without <see cref="MaxRemove"/>: 0 to 100.</summary>
    public int MaxRemovePercent
    {
        get;
        init => field = value is >= 0 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxRemovePercent), value, "MaxRemovePercent must be 0 to 100.");
    } = 10;

    /// <summary>How many records or objects are checked in parallel: 1 to 128.</summary>
    public int Parallelism
    {
        get;
        init => field = value is >= 1 and <= 128
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Parallelism), value, "Parallelism must be 1 to 128.");
    } = 8;

    /// <summary>
    /// Called once before all deletions, and once before all records are given up, from any thread; refused findings are only listed. Null
    /// leaves the question to <see cref="Approve"/>.
    /// </summary>
    public Func<RepairBatch, CancellationToken, Task<bool>>? ApproveBatch { get; init; }

    /// <summary>Called before each change, from any thread; a finding that it refuses is only listed. Null approves every change.</summary>
    public Func<RepairFinding, CancellationToken, Task<bool>>? Approve { get; init; }
}
