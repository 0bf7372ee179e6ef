using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Stores a student's answers with their scores; the best score of each question is kept.</summary>
[Cmdlet(VerbsLifecycle.Complete, "Assignment", SupportsShouldProcess = true)]
[OutputType(typeof(CompletedAssignment))]
public sealed class CompleteAssignmentCommand : BulkCommand<CompletedAssignment>
{
    // A student's submissions to one assignment run one after another, so that the last one is stored as the latest.
    private readonly Dictionary<(string AssignmentId, string? StudentId), Task> _latest = [];

    /// <summary>The assignment.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string AssignmentId { get; set; } = "";

    /// <summary>The answers: by question id, or in the order of the questions.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipelineByPropertyName = true)]
    [GivenAnswerTransformation]
    [AllowEmptyCollection]
    [AllowNull]
    public GivenAnswer[] Answer { get; set; } = [];

    /// <summary>The question that a single answer is given to, as in the rows of a file.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? QuestionId
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>The student; by default the name of the operating system's user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalLength(256)]
    public string? StudentId
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>The embeddings model of Amazon Bedrock that compares the answers; without it this machine compares them.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ModelId
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <inheritdoc />
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var (assignment, student, model) = (AssignmentId, StudentId, string.IsNullOrEmpty(ModelId) ? null : ModelId);
        if (!ShouldProcess(assignment, $"Store the answers of {student ?? "the current user"}"))
            return Task.CompletedTask;

        var answers = Answer is [{ QuestionId: null }] && !string.IsNullOrEmpty(QuestionId) ? [Answer[0] with { QuestionId = QuestionId }] : Answer;
        var finished = new TaskCompletionSource();
        var previous = _latest.GetValueOrDefault((assignment, student), Task.CompletedTask);
        _latest[(assignment, student)] = finished.Task;
        return EnqueueAsync(assignment, async (_, token) =>
        {
            try
            {
                await previous.WaitAsync(token);
                var request = new CompletionRequest
                {
                    AssignmentId = assignment,
                    StudentId = student,
                    Answers = await ByQuestionAsync(assignment, answers, token),
                    ModelId = model,
                };
                return await Storage.Completions.CompleteAsync(request, token);
            }
            finally
            {
                finished.SetResult();
            }
        });
    }

    private async Task<IReadOnlyDictionary<string, string>> ByQuestionAsync(
        string assignmentId, GivenAnswer[] answers, CancellationToken cancellationToken)
    {
        var named = answers is [{ QuestionId: null }, ..]
            ? InOrder(await Storage.Assignments.GetAsync(assignmentId, cancellationToken), answers)
            : answers;
        return named.Where(answer => answer.Answer is not null).ToDictionary(answer => answer.QuestionId!, answer => answer.Answer!);
    }

    private static IEnumerable<GivenAnswer> InOrder(Assignment assignment, GivenAnswer[] answers) =>
        answers.Length <= assignment.QuestionAnswers.Count
            ? answers.Zip(assignment.QuestionAnswers, (answer, question) => answer with { QuestionId = question.Id })
            : throw new ImageStorageException(
                ImageStorageError.InvalidAnswer,
                $"There are {answers.Length} answers, but assignment '{assignment.AssignmentId}' has {assignment.QuestionAnswers.Count} questions. "
                    + "Get-Assignment shows them. Give at most one answer to each.");
}
