namespace ImageStorage.Records;

/// <summary>The order of lists, for stores that cannot sort by two fields.</summary>
internal sealed class AssignmentOrder : IComparer<AssignmentCursor>
{
    /// <summary>Newest first; equal times are ordered by id, descending by code units.</summary>
    public static readonly AssignmentOrder NewestFirst = new();

    public static AssignmentCursor PlaceOf(Assignment assignment) => new(assignment.CreatedAt, assignment.AssignmentId);

    public int Compare(AssignmentCursor? x, AssignmentCursor? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var byTime = y.CreatedAt.CompareTo(x.CreatedAt);
        return byTime != 0 ? byTime : string.CompareOrdinal(y.AssignmentId, x.AssignmentId);
    }
}
