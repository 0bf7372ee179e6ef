namespace ImageStorage.Portal.Pages;

/// <summary>A page of a list and the pages before it. Stores read a list forwards only, so the URL keeps the way back.</summary>
/// <param name="After">The cursor of this page; null for the first page.</param>
/// <param name="From">The cursors of the pages before, oldest first; null when unknown.</param>
internal sealed record PageTrail(string? After, string? From)
{
    // Cursors are base64url, which has no such character, and are longer than one digit.
    private const char Separator = '.';
    private const string First = "0";

    // Enough for some dozens of pages, and well below the 8 KiB that servers and proxies accept for a URL.
    private const int MaxLength = 2000;

    /// <summary>The page before; null on the first page, and when it is unknown.</summary>
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
    /// <param name="next">Its cursor.</param>
    public PageTrail Older(string next)
    {
        var from = string.IsNullOrEmpty(From) || After is null ? After ?? First : $"{From}{Separator}{After}";
        var end = from.Length > MaxLength ? from.IndexOf(Separator, from.Length - MaxLength) : -1;
        return new PageTrail(next, from[(end + 1)..]);
    }
}
