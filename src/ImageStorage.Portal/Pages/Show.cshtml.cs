using ImageStorage.Portal.Api;
using Microsoft.AspNetCore.Mvc;

namespace ImageStorage.Portal.Pages;

/// <summary>The assignments, newest first, a page at a time.</summary>
internal sealed class ShowModel(IImageStorage storage) : PortalPage
{
    private const int PageSize = 24;

    // Limits how long a search with few matches reads; the page then shows the matches found so far.
    private const int MaxReads = 5;

    /// <summary>Limits the list to this teacher's assignments.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Teacher { get; set; }

    /// <summary>Limits the list to prompts that contain this text.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>The cursor of this page.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The trail of pages before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>This page's position in the list.</summary>
    internal PageTrail At => new(After, From);

    /// <summary>The records of this page.</summary>
    internal IReadOnlyList<Assignment> Items { get; private set; } = [];

    /// <summary>The cursor of the next page; null on the last page.</summary>
    internal string? Next { get; private set; }

    /// <summary>True when the list is filtered.</summary>
    internal bool IsSearch => !string.IsNullOrWhiteSpace(Teacher) || !string.IsNullOrWhiteSpace(Text);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var (items, next) = await ReadAsync(storage.Assignments, Query(Teacher, Text, After), cancellationToken);
        (Items, Next) = (items, next);
    }

    /// <summary>Reads until the page is full, the list ends, or the reads are used up.</summary>
    internal static async Task<(IReadOnlyList<Assignment> Items, string? Next)> ReadAsync(
        IAssignmentService assignments, AssignmentQuery query, CancellationToken cancellationToken)
    {
        var items = new List<Assignment>();
        for (var read = 0; ; read++)
        {
            var page = await assignments.ListPageAsync(query with { PageSize = PageSize - items.Count }, cancellationToken);
            items.AddRange(page.Items);
            if (page.Next is null || items.Count >= PageSize || read == MaxReads)
                return (items, page.Next is null ? null : PageCursor.ToText(page.Next));
            query = query with { After = page.Next };
        }
    }

    /// <summary>The query for the URL's parameters.</summary>
    internal static AssignmentQuery Query(string? teacher, string? text, string? after) => new()
    {
        TeacherId = string.IsNullOrWhiteSpace(teacher) ? null : teacher.Trim(),
        Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        After = Parse(after),
    };

    // An invalid cursor starts at the first page.
    private static AssignmentCursor? Parse(string? text) => text is not null && PageCursor.TryParse(text, out var cursor) ? cursor : null;
}
