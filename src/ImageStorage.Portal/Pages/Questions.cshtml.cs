using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ImageStorage.Portal.Pages;

/// <summary>Where a teacher changes an assignment's questions.</summary>
internal sealed class QuestionsModel(IImageStorage storage) : PortalPage
{
    /// <summary>The assignment.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The questions as they are being typed.</summary>
    [BindProperty]
    public List<QuestionRow> Questions { get; set; } = [];

    /// <summary>The record; null when it cannot be read just now.</summary>
    internal Assignment? Assignment { get; private set; }

    /// <summary>What a screen reader announces of the last change.</summary>
    internal string? Said { get; private set; }

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
                Said = $"Question {Questions.Count} added.";
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
                Said = $"Question {index + 1} removed.";
            }

            return Task.FromResult<IActionResult>(Page());
        },
        cancellationToken);

    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) => ForOwnerAsync(
        async () =>
        {
            QuestionRows.Check(Questions, ModelState);
            if (!ModelState.IsValid)
                return Fail(new Notice("Some fields need your attention. Nothing has been saved yet."), StatusCodes.Status400BadRequest);

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
            // What was typed is shown again, whether or not the record could be read.
            return Fail(exception);
        }
    }
}
