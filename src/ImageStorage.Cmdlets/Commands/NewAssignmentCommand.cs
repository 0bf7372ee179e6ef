using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Makes an assignment with its questions, and with its image or without.</summary>
[Cmdlet(VerbsCommon.New, "Assignment", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true)]
[OutputType(typeof(Assignment))]
public sealed class NewAssignmentCommand : NewImageCommand<(Assignment Assignment, AssignmentImage? Image)>
{
    private const string NoImageSet = "NoImage";

    /// <summary>What the assignment is about, and what its picture shall show.</summary>
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
    public string? QuestionPath { get; set; }

    /// <summary>Lets a text model of Amazon Bedrock make the questions from the prompt.</summary>
    [Parameter]
    public SwitchParameter GenerateQuestion { get; set; }

    /// <summary>The text model; the default one without it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? QuestionModelId { get; set; }

    /// <summary>Makes the record alone; its key is the sentinel no_image.</summary>
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

        if (!ShouldProcess(target, NoImage ? "Make an assignment without an image" : "Make an assignment with an image"))
            return Task.CompletedTask;

        var questions = QuestionSource();
        if (NoImage)
        {
            var request = new NewAssignmentRequest { Prompt = Prompt, AssignmentId = AssignmentId, TeacherId = TeacherId };
            return EnqueueAsync(
                target, async (_, token) => (await Storage.Assignments.CreateAsync(request with { QuestionAnswers = await questions(token) }, token), null));
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
            return "The questions can come from one place: use one of -QuestionAnswer, -QuestionPath and -GenerateQuestion.";
        return string.IsNullOrEmpty(QuestionModelId) || GenerateQuestion
            ? null
            : "-QuestionModelId names the model that makes questions. Use it together with -GenerateQuestion.";
    }

    /// <summary>Where the questions come from. The properties are the next input's by the time that it is asked.</summary>
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
