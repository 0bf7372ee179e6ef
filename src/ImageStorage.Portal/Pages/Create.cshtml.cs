using ImageStorage.Portal.Api;
using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Creation;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Pages;

/// <summary>Where a teacher creates an assignment. Its record is saved first, so that the text is not lost when the picture fails.</summary>
[RequestTimeout(RequestTimes.GenerationPolicy)]
internal sealed class CreateModel(
    IImageStorage storage, CreationJobs jobs, GenerationLimit limit, IOptions<PortalOptions> options, TimeProvider timeProvider) : PortalPage
{
    /// <summary>The largest length of a prompt.</summary>
    public const int MaxPromptLength = RequestRules.MaxPromptLength;

    /// <summary>The new assignment's id, set by the form so that submitting it twice creates one assignment.</summary>
    [BindProperty]
    public string? AssignmentId { get; set; }

    /// <summary>The prompt, which describes the assignment.</summary>
    [BindProperty]
    public string? Prompt { get; set; }

    /// <summary>The questions posted by the form.</summary>
    [BindProperty]
    public List<QuestionRow> Questions { get; set; } = [];

    /// <summary>Where the picture comes from.</summary>
    [BindProperty]
    public PictureChoice Picture { get; set; }

    /// <summary>The uploaded picture.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>What a screen reader announces after the last change.</summary>
    internal string? Announcement { get; private set; }

    /// <summary>The largest picture that may be uploaded, in bytes.</summary>
    internal long MaxUploadBytes => options.Value.MaxUploadBytes;

    public void OnGet()
    {
        AssignmentId = ImageStorage.AssignmentId.Create(timeProvider.GetUtcNow());
        Questions = [new QuestionRow()];
    }

    public void OnPostAddQuestion()
    {
        ModelState.Clear();
        if (Questions.Count >= QuestionRows.MaxRows)
            return;
        Questions.Add(new QuestionRow());
        Announcement = $"Question {Questions.Count} added.";
    }

    public void OnPostRemoveQuestion(int index)
    {
        // Without this the fields would keep the posted values, shifted by one row.
        ModelState.Clear();
        if (index < 0 || index >= Questions.Count)
            return;
        Questions.RemoveAt(index);
        Announcement = $"Question {index + 1} removed.";
    }

    public async Task<IActionResult> OnPostGenerateQuestionsAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (!CheckPrompt())
            return Fail(new Notice("Write the prompt first. The questions are generated from it."), StatusCodes.Status400BadRequest);
        if (!MayGenerate(limit, out var sentence))
            return Fail(new Notice(sentence), StatusCodes.Status429TooManyRequests);

        try
        {
            var made = await storage.Completions.GenerateQuestionsAsync(Prompt!, modelId: null, cancellationToken);
            Questions.RemoveAll(row => row.IsBlank);
            Questions.AddRange(QuestionRows.Of(made));
            Announcement = $"{made.Count} questions added.";
            return Page();
        }
        catch (ImageStorageException exception) when (exception.Error == ImageStorageError.ConfigurationInvalid)
        {
            return Fail(
                new Notice("This server has no model that writes questions. Write the questions yourself.", exception.CorrelationId),
                StatusCodes.Status503ServiceUnavailable);
        }
        catch (ImageStorageException exception)
        {
            return Fail(exception);
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var (source, problem) = Picture == PictureChoice.Upload
            ? await UploadedPicture.ReadAsync(Upload, MaxUploadBytes, cancellationToken)
            : (null, null);
        if (problem is not null)
            ModelState.AddModelError(nameof(Upload), problem);
        CheckPrompt();
        QuestionRows.Check(Questions, ModelState);
        if (!ModelState.IsValid)
            return Fail(new Notice("Nothing has been saved yet. Correct the marked fields, then submit again."), StatusCodes.Status400BadRequest);
        if (Picture == PictureChoice.Generate && !MayGenerate(limit, out var sentence))
            return Fail(new Notice(sentence), StatusCodes.Status429TooManyRequests);

        return await SaveAsync(source, cancellationToken);
    }

    private async Task<IActionResult> SaveAsync(ImageSource? source, CancellationToken cancellationToken)
    {
        var request = new NewAssignmentRequest
        {
            AssignmentId = AssignmentId,
            Prompt = Prompt!,
            TeacherId = User.Id(),
            QuestionAnswers = QuestionRows.ToQuestions(Questions, []),
        };
        try
        {
            var made = await storage.Assignments.CreateAsync(request, cancellationToken);
            if (Picture == PictureChoice.None)
                return RedirectToPage("Assignment", new { id = made.AssignmentId });

            return jobs.Start(made.AssignmentId, source, replace: false) is { } startedAt
                ? RedirectToPage("Progress", new { id = made.AssignmentId, after = made.Revision, since = startedAt.ToUnixTimeMilliseconds() })
                : RedirectToPage("Progress", new { id = made.AssignmentId, busy = true });
        }
        catch (ImageStorageException exception) when (exception.Error == ImageStorageError.AssignmentAlreadyExists)
        {
            return RedirectToPage("Progress", new { id = AssignmentId });
        }
        catch (ImageStorageException exception)
        {
            return Fail(exception);
        }
    }

    private bool CheckPrompt()
    {
        Prompt = Prompt?.Trim();
        if (string.IsNullOrEmpty(Prompt))
            ModelState.AddModelError(nameof(Prompt), "Describe the assignment.");
        else if (Prompt.Length > MaxPromptLength)
            ModelState.AddModelError(nameof(Prompt), $"The prompt can have at most {MaxPromptLength} characters. Shorten it.");
        return ModelState.IsValid;
    }
}
