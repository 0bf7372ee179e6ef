namespace ImageStorage.Portal.Api.Contracts;

/// <summary>One page of assignments, newest first.</summary>
/// <param name="Items">May be fewer than asked for, even none, with a page after them.</param>
/// <param name="Next">The cursor of the next page; null after the last.</param>
internal sealed record AssignmentPageContract(IReadOnlyList<AssignmentContract> Items, string? Next);
