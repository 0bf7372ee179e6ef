namespace ImageStorage.Portal.Pages;

/// <summary>Assignments as cards.</summary>
/// <param name="Items">The records.</param>
/// <param name="Page">The page that a card leads to.</param>
internal sealed record CardList(IReadOnlyList<Assignment> Items, string Page);
