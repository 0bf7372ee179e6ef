namespace ImageStorage;

/// <summary>Which records to list, newest first.</summary>
public sealed record AssignmentQuery
{
    /// <summary>Only records of this teacher; null for all.</summary>
    public string? TeacherId { get; init; }

    /// <summary>Only records whose prompt contains this text, ignoring case; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>The maximum number of records of one page, 1 to 1000.</summary>
    public int PageSize
    {
        get;
        init => field = value is >= 1 and <= 1000
            ? value
            : throw new ArgumentOutOfRangeException(nameof(PageSize), value, "PageSize must be 1 to 1000.");
    } = 100;

    /// <summary>Where the previous page ended (<see cref="AssignmentPage.Next"/>); null for the first page.</summary>
    public AssignmentCursor? After { get; init; }
}
