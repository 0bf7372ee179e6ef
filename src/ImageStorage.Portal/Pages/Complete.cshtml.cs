using ImageStorage.Portal.Api;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ImageStorage.Portal.Pages;

/// <summary>Where a student picks an assignment, answers it, and sees how that went.</summary>
internal sealed class CompleteModel(IImageStorage storage) : PortalPage
{
    /// <summary>The most characters of an answer.</summary>
    public const int MaxLength = RequestRules.MaxTextLength;

    /// <summary>The assignment; null to pick one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    /// <summary>Where the page before ended, while picking.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>True to answer once more.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Again { get; set; }

    /// <summary>The answers as they are being typed.</summary>
    [BindProperty]
    public List<AnswerRow> Answers { get; set; } = [];

    /// <summary>The assignments to pick from.</summary>
    internal IReadOnlyList<Assignment> Items { get; private set; } = [];

    /// <summary>Where the next page begins; null after the last.</summary>
    internal string? Next { get; private set; }

    /// <summary>The record; null while picking, and when it cannot be read just now.</summary>
    internal Assignment? Assignment { get; private set; }

    /// <summary>What the student has answered so far, by question.</summary>
    internal IReadOnlyDictionary<string, StudentAnswer> Given { get; private set; } = new Dictionary<string, StudentAnswer>();

    /// <summary>What is to be answered. Without the record it is what was typed, so that none of it is lost.</summary>
    internal IReadOnlyList<AnswerField> Fields => Assignment is null
        ? [.. Answers.Select((answer, index) => new AnswerField(answer.Id, $"Your answer {index + 1}", answer.Text))]
        : [.. Assignment.QuestionAnswers.Select(question => new AnswerField(question.Id, question.Question, Typed(question.Id)))];

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
                return Fail(new Notice("Answer one question at least."), StatusCodes.Status400BadRequest);
            if (answers.Values.Any(answer => answer.Length > MaxLength))
                return Fail(new Notice($"An answer can have {MaxLength} characters at the most."), StatusCodes.Status400BadRequest);

            await storage.Completions.CompleteAsync(
                new CompletionRequest { AssignmentId = Id, StudentId = User.Id(), Answers = answers }, cancellationToken);
            return RedirectToPage("Complete", new { id = Id });
        }
        catch (ImageStorageException exception)
        {
            return Fail(exception);
        }
    }

    private string? Typed(string questionId) => Answers.Find(answer => answer.Id == questionId)?.Text;

    private async Task ReadAsync(string id, CancellationToken cancellationToken)
    {
        Assignment = await storage.Assignments.GetAsync(id, cancellationToken);
        var given = new Dictionary<string, StudentAnswer>();
        await foreach (var answer in storage.Completions.ListAsync(id, User.Id(), cancellationToken))
            given[answer.QuestionId] = answer;
        Given = given;
    }

    private double Mean(Func<StudentAnswer, int> score) => Assignment is { QuestionAnswers.Count: > 0 }
        ? Assignment.QuestionAnswers.Average(question => Given.TryGetValue(question.Id, out var answer) ? score(answer) : 0)
        : 0;
}
