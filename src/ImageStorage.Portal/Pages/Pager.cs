namespace ImageStorage.Portal.Pages;

/// <summary>The links from one page of a list to the others.</summary>
/// <param name="Page">The Razor page of the list.</param>
/// <param name="At">The current page.</param>
/// <param name="Next">The cursor of the next page; null on the last page.</param>
/// <param name="Query">The search parameters, by name.</param>
internal sealed record Pager(string Page, PageTrail At, string? Next, params (string Name, string? Value)[] Query)
{
    /// <summary>The next page; null on the last page.</summary>
    public PageTrail? Older => Next is null ? null : At.Older(Next);

    /// <summary>True when the first page is neither this one nor the one before.</summary>
    public bool HasNewest => At.After is not null && At.Newer is not { After: null };

    /// <summary>The route values of a link.</summary>
    /// <param name="trail">The page to link to; null for the first.</param>
    public Dictionary<string, string?> To(PageTrail? trail)
    {
        (string Name, string? Value)[] values = [.. Query, ("after", trail?.After), ("from", trail?.From)];
        return values.ToDictionary(value => value.Name, value => value.Value);
    }
}
