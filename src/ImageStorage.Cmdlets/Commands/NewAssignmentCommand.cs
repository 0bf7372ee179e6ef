using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Makes an assignment with its questions, and with its image or without.</summary>
[Cmdlet(VerbsCommon.New, "Assignment", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true)]
[OutputType(typeof(Assignment))]
public sealed class NewAssignmentCommand : BulkCommand<(Assignment Assignment, string? Warning)>
{
    private const string ImageSet = "Image";
    private const string NoImageSet = "NoImage";

    /// <summary>What the assignment is about, and what its picture shall show.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [TextOrProperty(nameof(Prompt))]
    [ValidateNotNullOrEmpty]
    public string Prompt { get; set; } = "";

    /// <summary>The assignment's id; a new one by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? AssignmentId { get; set; }

    /// <summary>The teacher; by default the name of the operating system's user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateLength(1, 256)]
    public string? TeacherId { get; set; }

    /// <summary>The questions, such as <c>@{ Question = '...'; Answer = '...' }</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("QuestionAnswers")]
    [QuestionAnswerTransformation]
    public QuestionAnswer[] QuestionAnswer { get; set; } = [];

    /// <summary>Makes the record alone; its key is the sentinel no_image.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NoImageSet)]
    public SwitchParameter NoImage { get; set; }

    /// <summary>The image model; the configured one by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    public string? ModelId { get; set; }

    /// <summary>The seed: the same prompt, model and seed give the same picture.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [ValidateRange(0, 4294967294)]
    public long? Seed { get; set; }

    /// <summary>Uses this picture where none is to be generated.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Tags the image so that it never expires.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter Permanent { get; set; }

    /// <inheritdoc />
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (!ShouldProcess(AssignmentId ?? Prompt, NoImage ? "Make an assignment without an image" : "Make an assignment with an image"))
            return Task.CompletedTask;

        var target = AssignmentId ?? Prompt;
        if (NoImage)
        {
            var request = new NewAssignmentRequest
            {
                Prompt = Prompt,
                AssignmentId = AssignmentId,
                TeacherId = TeacherId,
                QuestionAnswers = QuestionAnswer,
            };
            return EnqueueAsync(target, async (_, token) => (await Storage.Assignments.CreateAsync(request, token), null));
        }

        var withImage = new NewImageRequest
        {
            Prompt = Prompt,
            AssignmentId = AssignmentId,
            TeacherId = TeacherId,
            QuestionAnswers = QuestionAnswer,
            ModelId = ModelId,
            Seed = Seed,
            Source = Path is null ? null : ImageSource.FromFile(this.ResolveFile(Path)),
            Permanent = Permanent,
            MustBeNew = true,
        };
        return EnqueueAsync(target, async (progress, token) =>
        {
            var image = await Storage.Assignments.CreateImageAsync(withImage, progress, token);
            return (image.Assignment, image.Warning);
        });
    }

    private protected override void WriteResult((Assignment Assignment, string? Warning) result)
    {
        if (result.Warning is not null)
            WriteWarning(result.Warning);
        WriteObject(result.Assignment);
    }
}
