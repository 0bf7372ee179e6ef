using ImageStorage.Portal.Pictures;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ImageStorage.Portal.Pages;

/// <summary>One assignment. Its owner sees all answers, a student those of the questions that the student has answered.</summary>
internal sealed class AssignmentModel(IImageStorage storage) : PortalPage
{
    /// <summary>The assignment's id.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The record.</summary>
    internal Assignment Assignment { get; private set; } = null!;

    /// <summary>True when the user owns the assignment.</summary>
    internal bool IsOwner { get; private set; }

    /// <summary>The ids of the questions whose answers the user may see.</summary>
    internal IReadOnlySet<string> ReadableIds { get; private set; } = new HashSet<string>();

    /// <summary>The picture's absolute URL; null without one.</summary>
    internal string? FullPictureUrl => PictureUrl.Of(Assignment) switch
    {
        null => null,
        ['/', ..] path => $"{Request.Scheme}://{Request.Host}{path}",
        var url => url,
    };

    public async Task OnGetAsync(CancellationToken cancellationToken) => await ReadAsync(cancellationToken);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        if (!IsOwner)
            return StatusCode(StatusCodes.Status403Forbidden);
        try
        {
            await storage.Assignments.RemoveAsync(Id, cancellationToken);
            return RedirectToPage("Show");
        }
        catch (ImageStorageException exception)
        {
            return Fail(exception);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        Assignment = await storage.Assignments.GetAsync(Id, cancellationToken);
        IsOwner = User.Owns(Assignment);
        ReadableIds = await storage.ReadableAsync(Assignment, User, cancellationToken);
    }
}
