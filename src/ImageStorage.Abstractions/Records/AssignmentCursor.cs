namespace ImageStorage;

/// <summary>A place between two records in the order of a list: stays where it is while others insert and delete.</summary>
/// <param name="CreatedAt">The last record's time.</param>
/// <param name="AssignmentId">The last record's id, which decides among equal times.</param>
public sealed record AssignmentCursor(DateTimeOffset CreatedAt, string AssignmentId);
