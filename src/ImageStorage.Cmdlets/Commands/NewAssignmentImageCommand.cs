using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>The main job: from a prompt to a generated, optimised, stored and recorded image.</summary>
[Cmdlet(VerbsCommon.New, "AssignmentImage", SupportsShouldProcess = true)]
[OutputType(typeof(AssignmentImage))]
public sealed class NewAssignmentImageCommand : BulkCommand<AssignmentImage>
{
    private readonly HashSet<string> _warned = [];

    /// <summary>What the picture shall show. May be left out for an assignment that has a prompt.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [TextOrProperty(nameof(Prompt))]
    public string? Prompt { get; set; }

    /// <summary>The assignment; a new one by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? AssignmentId { get; set; }

    /// <summary>The teacher; by default the record's, or the name of the operating system's user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateLength(1, 256)]
    public string? TeacherId { get; set; }

    /// <summary>The image model; the configured one by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? ModelId { get; set; }

    /// <summary>The seed: the same prompt, model and seed give the same picture.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 4294967294)]
    public long? Seed { get; set; }

    /// <summary>Uses this picture where none is to be generated.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Replaces a picture that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Tags the image so that it never expires.</summary>
    [Parameter]
    public SwitchParameter Permanent { get; set; }

    /// <inheritdoc />
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var request = new NewImageRequest
        {
            Prompt = string.IsNullOrEmpty(Prompt) ? null : Prompt,
            AssignmentId = AssignmentId,
            TeacherId = TeacherId,
            ModelId = ModelId,
            Seed = Seed,
            Source = Path is null ? null : ImageSource.FromFile(this.ResolveFile(Path)),
            Force = Force,
            Permanent = Permanent,
        };
        return ShouldProcess(AssignmentId ?? "a new assignment", "Make, store and record an image")
            ? EnqueueAsync(AssignmentId ?? Path ?? Prompt, (progress, token) => Storage.Assignments.CreateImageAsync(request, progress, token))
            : Task.CompletedTask;
    }

    private protected override void WriteResult(AssignmentImage result)
    {
        // What is true of the model is true of each of its pictures, and said once.
        if (result.Warning is not null && _warned.Add(result.Warning))
            WriteWarning(result.Warning);
        base.WriteResult(result);
    }
}
