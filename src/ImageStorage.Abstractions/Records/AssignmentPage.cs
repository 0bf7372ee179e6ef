namespace ImageStorage;

/// <summary>One page of a list.</summary>
/// <param name="Items">The records, newest first; may be fewer than asked for, even none, with a page after them.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
public sealed record AssignmentPage(IReadOnlyList<Assignment> Items, AssignmentCursor? Next);
