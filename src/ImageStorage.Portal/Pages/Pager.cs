namespace ImageStorage.Portal.Pages;

/// <summary>The links from one page of a list to others.</summary>
/// <param name="Page">The list.</param>
/// <param name="At">This page of it.</param>
/// <param name="Next">Where the next page begins; null after the last.</param>
/// <param name="Query">What is asked of the list, by name.</param>
internal sealed record Pager(string Page, PageTrail At, string? Next, params (string Name, string? Value)[] Query)
{
    /// <summary>The page after; null after the last.</summary>
    public PageTrail? Older => Next is null ? null : At.Older(Next);

    /// <summary>True where there is a first page to go to that is not the one before.</summary>
    public bool HasNewest => At.After is not null && At.Newer is not { After: null };

    /// <summary>The values of a link's URL.</summary>
    /// <param name="trail">The page that it leads to; null for the first.</param>
    public Dictionary<string, string?> To(PageTrail? trail)
    {
        (string Name, string? Value)[] values = [.. Query, ("after", trail?.After), ("from", trail?.From)];
        return values.ToDictionary(value => value.Name, value => value.Value);
    }
}
