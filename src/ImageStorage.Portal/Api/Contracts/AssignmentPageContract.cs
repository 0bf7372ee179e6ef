namespace ImageStorage.Portal.Api.Contracts;

/// <summary>One page of assignments, newest first.</summary>
/// <param name="Items">May be fewer than the page size, or none, even when there is a next page.</param>
/// <param name="Next">The cursor of the next page; null on the last page.</param>
internal sealed record AssignmentPageContract(IReadOnlyList<AssignmentContract> Items, string? Next);
