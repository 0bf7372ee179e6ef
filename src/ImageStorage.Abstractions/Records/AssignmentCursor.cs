namespace ImageStorage;

/// <summary>A position between two records of a list, which stays valid while other processes insert and delete.</summary>
/// <param name="CreatedAt">The last record's time.</param>
/// <param name="AssignmentId">The last record's id, which orders records of equal times.</param>
public sealed record AssignmentCursor(DateTimeOffset CreatedAt, string AssignmentId);
