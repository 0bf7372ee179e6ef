using ImageStorage.Portal.Api;
using Microsoft.AspNetCore.Mvc;

namespace ImageStorage.Portal.Pages;

/// <summary>The assignments, newest first, a page at a time.</summary>
internal sealed class ShowModel(IImageStorage storage) : PortalPage
{
    private const int PageSize = 24;

    // A search reads past records that do not match; a page is shown with what was found by then.
    private const int MaxReads = 5;

    /// <summary>Only this teacher's.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Teacher { get; set; }

    /// <summary>Only those whose prompt contains this.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Text { get; set; }

    /// <summary>Where the page before ended.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The pages that led to this one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>This page's place among the others.</summary>
    internal PageTrail At => new(After, From);

    /// <summary>The records of this page.</summary>
    internal IReadOnlyList<Assignment> Items { get; private set; } = [];

    /// <summary>Where the next page begins; null after the last.</summary>
    internal string? Next { get; private set; }

    /// <summary>True when not all are asked for.</summary>
    internal bool IsSearch => !string.IsNullOrWhiteSpace(Teacher) || !string.IsNullOrWhiteSpace(Text);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var (items, next) = await ReadAsync(storage.Assignments, Query(Teacher, Text, After), cancellationToken);
        (Items, Next) = (items, next);
    }

    /// <summary>Reads a page that is full, where there is enough to fill it within some reads.</summary>
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

    /// <summary>The query that a URL asks for.</summary>
    internal static AssignmentQuery Query(string? teacher, string? text, string? after) => new()
    {
        TeacherId = string.IsNullOrWhiteSpace(teacher) ? null : teacher.Trim(),
        Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        After = Parse(after),
    };

    // A place that no page ever named is the beginning.
    private static AssignmentCursor? Parse(string? text) => text is not null && PageCursor.TryParse(text, out var cursor) ? cursor : null;
}
