using ImageStorage.Portal.Api;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ImageStorage.Portal.Pages;

/// <summary>Where a student picks an assignment, answers it, and sees the scores.</summary>
internal sealed class CompleteModel(IImageStorage storage) : PortalPage
{
    /// <summary>The largest length of an answer.</summary>
    public const int MaxLength = RequestRules.MaxTextLength;

    /// <summary>The assignment's id; null for the list to pick one from.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <summary>The cursor of this page of the list.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The trail of pages before this one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    /// <summary>True to answer again.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    /// <summary>The answers posted by the form.</summary>
    [BindProperty]
    public List<AnswerRow> Answers { get; set; } = [];

    /// <summary>This page's position in the list.</summary>
    internal PageTrail At => new(After, From);

    /// <summary>The assignments to pick from.</summary>
    internal IReadOnlyList<Assignment> Items { get; private set; } = [];

    /// <summary>The cursor of the next page; null on the last page.</summary>
    internal string? Next { get; private set; }

    /// <summary>The record; null for the list, and when it cannot be read.</summary>
    internal Assignment? Assignment { get; private set; }

    /// <summary>The student's stored answers, by question id.</summary>
    internal IReadOnlyDictionary<string, StudentAnswer> StoredAnswers { get; private set; } = new Dictionary<string, StudentAnswer>();

    /// <summary>The fields to fill in. When the record cannot be read they come from the posted answers, so that no text is lost.</summary>
    internal IReadOnlyList<AnswerField> Fields => Assignment is null
        ? [.. Answers.Select((answer, index) => new AnswerField(answer.Id, $"Your answer {index + 1}", answer.Text))]
        : [.. Assignment.QuestionAnswers.Select(question => new AnswerField(question.Id, question.Question, PostedTextOf(question.Id)))];

    /// <summary>The mean of the latest scores over all questions.</summary>
    internal double Score => Mean(answer => answer.Score);

    /// <summary>The mean of the best scores over all questions.</summary>
    internal double BestScore => Mean(answer => answer.BestScore);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        if (Id is null)
            (Items, Next) = await ShowModel.ReadAsync(storage.Assignments, ShowModel.Query(null, null, After), cancellationToken);
        else
            await ReadAsync(Id, cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Id is null)
            return RedirectToPage("Complete");

        Again = true;
        var answers = Answers
            .Where(answer => answer.Id is not null && !string.IsNullOrWhiteSpace(answer.Text))
            .DistinctBy(answer => answer.Id)
            .ToDictionary(answer => answer.Id!, answer => answer.Text!.Trim());
        try
        {
            await ReadAsync(Id, cancellationToken);
            if (answers.Count == 0)
                return Fail(new Notice("Answer at least one question."), StatusCodes.Status400BadRequest);
            if (answers.Values.Any(answer => answer.Length > MaxLength))
                return Fail(
                    new Notice($"An answer can have at most {MaxLength} characters. Shorten it and submit again."), StatusCodes.Status400BadRequest);

            await storage.Completions.CompleteAsync(
                new CompletionRequest { AssignmentId = Id, StudentId = User.Id(), Answers = answers }, cancellationToken);
            return RedirectToPage("Complete", new { id = Id });
        }
        catch (ImageStorageException exception)
        {
            return Fail(exception);
        }
    }

    private string? PostedTextOf(string questionId) => Answers.Find(answer => answer.Id == questionId)?.Text;

    private async Task ReadAsync(string id, CancellationToken cancellationToken)
    {
        Assignment = await storage.Assignments.GetAsync(id, cancellationToken);
        var stored = new Dictionary<string, StudentAnswer>();
        await foreach (var answer in storage.Completions.ListAsync(id, User.Id(), cancellationToken))
            stored[answer.QuestionId] = answer;
        StoredAnswers = stored;
    }

    private double Mean(Func<StudentAnswer, int> score) => Assignment is { QuestionAnswers.Count: > 0 }
        ? Assignment.QuestionAnswers.Average(question => StoredAnswers.TryGetValue(question.Id, out var answer) ? score(answer) : 0)
        : 0;
}
