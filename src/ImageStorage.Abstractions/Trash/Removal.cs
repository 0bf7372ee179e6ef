namespace ImageStorage;

/// <summary>What a removal left in the trash.</summary>
/// <param name="AssignmentId">The assignment, by which it is brought back.</param>
/// <param name="RestorableUntil">Until when the trash keeps it; null when the store does not say.</param>
public sealed record Removal(string AssignmentId, DateTimeOffset? RestorableUntil);
