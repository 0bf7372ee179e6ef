namespace ImageStorage.Portal.Pages;

/// <summary>Assignments shown as cards.</summary>
/// <param name="Items">The records.</param>
/// <param name="Page">The page that a card links to.</param>
internal sealed record CardList(IReadOnlyList<Assignment> Items, string Page);
