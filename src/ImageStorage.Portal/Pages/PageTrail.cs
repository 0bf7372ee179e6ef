namespace ImageStorage.Portal.Pages;

/// <summary>Where a page of a list begins and which pages led to it. Stores read a list onwards only, so the way back is kept in the URL.</summary>
/// <param name="After">Where the page before ended; null for the first page.</param>
/// <param name="From">The pages before, the last one last; null when they are not known.</param>
internal sealed record PageTrail(string? After, string? From)
{
    // No cursor is written with it, nor as short as the first page's name.
    private const char Separator = '.';
    private const string First = "0";

    // Some dozens of pages; servers and proxies take a URL of 8 KiB.
    private const int MaxLength = 2000;

    /// <summary>The page before; null on the first page, and where the way is not known.</summary>
    public PageTrail? Newer
    {
        get
        {
            if (After is null || string.IsNullOrEmpty(From))
                return null;
            var end = From.LastIndexOf(Separator);
            var last = From[(end + 1)..];
            return new PageTrail(last == First ? null : last, end > 0 ? From[..end] : null);
        }
    }

    /// <summary>The page after.</summary>
    /// <param name="next">Where it begins.</param>
    public PageTrail Older(string next)
    {
        var from = string.IsNullOrEmpty(From) || After is null ? After ?? First : $"{From}{Separator}{After}";
        var end = from.Length > MaxLength ? from.IndexOf(Separator, from.Length - MaxLength) : -1;
        return new PageTrail(next, from[(end + 1)..]);
    }
}
