using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Makes an assignment with its questions, and with its image or without.</summary>
[Cmdlet(VerbsCommon.New, "Assignment", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true)]
[OutputType(typeof(Assignment), typeof(ImagePlanItem))]
public sealed class NewAssignmentCommand : NewImageCommand<(Assignment Assignment, AssignmentImage? Image)>
{
    private const string NoImageSet = "NoImage";

    /// <summary>What the assignment is about, and what its picture shows.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [TextOrProperty(nameof(Prompt))]
    [ValidateNotNullOrEmpty]
    public string Prompt { get; set; } = "";

    /// <summary>The questions, such as <c>@{ Question = '...'; Answer = '...' }</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("QuestionAnswers")]
    [QuestionAnswerTransformation]
    public QuestionAnswer[] QuestionAnswer { get; set; } = [];

    /// <summary>The file that the questions are read from: JSON or CSV.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? QuestionPath
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>Lets a text model of Amazon Bedrock make the questions from the prompt.</summary>
    [Parameter]
    public SwitchParameter GenerateQuestion { get; set; }

    /// <summary>The text model; by default the built-in choice.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? QuestionModelId
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>Makes only the record, with no_image as its object key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NoImageSet)]
    public SwitchParameter NoImage { get; set; }

    /// <inheritdoc />
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var target = AssignmentId ?? Prompt;
        if (QuestionProblem() is { } problem)
        {
            WriteError(new ImageStorageException(ImageStorageError.ConfigurationInvalid, problem).ToErrorRecord(target));
            return Task.CompletedTask;
        }

        if (RefusesPlanned(target))
            return Task.CompletedTask;
        if (this.IsWhatIf())
            return EnqueuePlanAsync(target, PlanSource());
        if (!ShouldProcess(target, NoImage ? "Make an assignment without an image" : "Make an assignment with an image"))
            return Task.CompletedTask;

        var questions = QuestionSource();
        if (NoImage)
        {
            var request = new NewAssignmentRequest { Prompt = Prompt, AssignmentId = AssignmentId, TeacherId = TeacherId };
            return EnqueueAsync(target, async (_, token) =>
            {
                var complete = request with { QuestionAnswers = await questions(token) };
                return (await Storage.Assignments.CreateAsync(complete, token), null);
            });
        }

        var withImage = ImageRequest(Prompt) with { MustBeNew = true };
        return EnqueueAsync(target, async (progress, token) =>
        {
            var image = await Storage.Assignments.CreateImageAsync(withImage with { QuestionAnswers = await questions(token) }, progress, token);
            return (image.Assignment, image);
        });
    }

    private protected override void WriteResult((Assignment Assignment, AssignmentImage? Image) result)
    {
        if (result.Image is not null)
            WriteNotes(result.Image);
        WriteObject(result.Assignment);
    }

    private string? QuestionProblem()
    {
        if ((QuestionAnswer.Length > 0 ? 1 : 0) + (string.IsNullOrEmpty(QuestionPath) ? 0 : 1) + (GenerateQuestion ? 1 : 0) > 1)
            return "The questions are given in more than one way. Use one of -QuestionAnswer, -QuestionPath and -GenerateQuestion.";
        if (Plan && (QuestionAnswer.Length > 0 || GenerateQuestion))
            return "A plan carries only the questions of -QuestionPath. Put the questions into a file, or leave out -Plan.";
        return string.IsNullOrEmpty(QuestionModelId) || GenerateQuestion
            ? null
            : "-QuestionModelId only works with -GenerateQuestion. Add -GenerateQuestion, or leave out -QuestionModelId.";
    }

    /// <summary>Finds out later what would be done; copies the parameters now, because the next input changes them.</summary>
    private Func<CancellationToken, Task<ImagePlanItem>> PlanSource()
    {
        var questions = new PlannedQuestions(
            string.IsNullOrEmpty(QuestionPath) ? null : this.ResolveFile(QuestionPath), GenerateQuestion,
            string.IsNullOrEmpty(QuestionModelId) ? null : QuestionModelId);
        if (NoImage)
        {
            var request = new NewAssignmentRequest { Prompt = Prompt, AssignmentId = AssignmentId, TeacherId = TeacherId };
            return token => Storage.Plans.PlanAssignmentAsync(request, questions, token);
        }

        var withImage = ImageRequest(Prompt) with { MustBeNew = true };
        return token => Storage.Plans.PlanImageAsync(withImage, questions, token);
    }

    /// <summary>Gets the questions later; copies the parameters now, because the next input changes them.</summary>
    private Func<CancellationToken, Task<IReadOnlyList<QuestionAnswer>>> QuestionSource()
    {
        var (prompt, model, given) = (Prompt, string.IsNullOrEmpty(QuestionModelId) ? null : QuestionModelId, QuestionAnswer);
        if (GenerateQuestion)
            return token => Storage.Completions.GenerateQuestionsAsync(prompt, model, token);
        if (string.IsNullOrEmpty(QuestionPath))
            return _ => Task.FromResult<IReadOnlyList<QuestionAnswer>>(given);

        var path = this.ResolveFile(QuestionPath);
        return token => Storage.Completions.ReadQuestionsAsync(path, token);
    }
}
