using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ImageStorage.Portal.Pages;

/// <summary>Where a teacher edits an assignment's questions.</summary>
internal sealed class QuestionsModel(IImageStorage storage) : PortalPage
{
    /// <summary>The assignment's id.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The questions posted by the form.</summary>
    [BindProperty]
    public List<QuestionRow> Questions { get; set; } = [];

    /// <summary>The record; null when it cannot be read.</summary>
    internal Assignment? Assignment { get; private set; }

    /// <summary>What a screen reader announces after the last change.</summary>
    internal string? Announcement { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ForOwnerAsync(
        () =>
        {
            Questions = QuestionRows.Of(Assignment!.QuestionAnswers);
            return Task.FromResult<IActionResult>(Page());
        },
        cancellationToken);

    public Task<IActionResult> OnPostAddQuestionAsync(CancellationToken cancellationToken) => ForOwnerAsync(
        () =>
        {
            ModelState.Clear();
            if (Questions.Count < QuestionRows.MaxRows)
            {
                Questions.Add(new QuestionRow());
                Announcement = $"Question {Questions.Count} added.";
            }

            return Task.FromResult<IActionResult>(Page());
        },
        cancellationToken);

    public Task<IActionResult> OnPostRemoveQuestionAsync(int index, CancellationToken cancellationToken) => ForOwnerAsync(
        () =>
        {
            ModelState.Clear();
            if (index >= 0 && index < Questions.Count)
            {
                Questions.RemoveAt(index);
                Announcement = $"Question {index + 1} removed.";
            }

            return Task.FromResult<IActionResult>(Page());
        },
        cancellationToken);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => ForOwnerAsync(
        async () =>
        {
            QuestionRows.Check(Questions, ModelState);
            if (!ModelState.IsValid)
                return Fail(new Notice("Nothing has been saved yet. Correct the marked fields, then save again."), StatusCodes.Status400BadRequest);

            await storage.Assignments.SetQuestionsAsync(Id, QuestionRows.ToQuestions(Questions, Assignment!.QuestionAnswers), cancellationToken);
            return RedirectToPage("Assignment", new { id = Id });
        },
        cancellationToken);

    private async Task<IActionResult> ForOwnerAsync(Func<Task<IActionResult>> answer, CancellationToken cancellationToken)
    {
        try
        {
            Assignment = await storage.Assignments.GetAsync(Id, cancellationToken);
            return User.Owns(Assignment) ? await answer() : StatusCode(StatusCodes.Status403Forbidden);
        }
        catch (ImageStorageException exception) when (HttpMethods.IsPost(Request.Method))
        {
            // Keeps what the user typed, even when the record cannot be read.
            return Fail(exception);
        }
    }
}
