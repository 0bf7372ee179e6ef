using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>A bulk cmdlet that makes an assignment's picture, with the parameters that describe the picture and its source.</summary>
/// <typeparam name="TResult">The result of one input.</typeparam>
public abstract class NewImageCommand<TResult> : BulkCommand<TResult>
{
    /// <summary>The parameter set for assignments with a picture.</summary>
    protected const string ImageSet = "Image";

    // A warning about a model applies to every picture it makes, so it is shown once.
    private readonly HashSet<string> _warned = [];

    /// <summary>The assignment; a new one by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? AssignmentId { get; set; }

    /// <summary>The teacher; by default the record's, or the name of the operating system's user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateLength(1, 256)]
    public string? TeacherId { get; set; }

    /// <summary>The image model; the configured one by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [ValidateNotNullOrEmpty]
    public string? ModelId { get; set; }

    /// <summary>The seed: the same prompt, model and seed give the same picture.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [ValidateRange(0, 4294967294)]
    public long? Seed { get; set; }

    /// <summary>Uses this picture instead of generating one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Copies the picture of another assignment with the same prompt and model, if there is one.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter ReuseExisting { get; set; }

    /// <summary>Tags the image so that it never expires.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter Permanent { get; set; }

    /// <summary>The request that the parameters describe.</summary>
    /// <param name="prompt">The prompt; null for the record's.</param>
    private protected NewImageRequest ImageRequest(string? prompt) => new()
    {
        Prompt = prompt,
        AssignmentId = AssignmentId,
        TeacherId = TeacherId,
        ModelId = ModelId,
        Seed = Seed,
        Source = Path is null ? null : ImageSource.FromFile(this.ResolveFile(Path)),
        ReuseExisting = ReuseExisting,
        Permanent = Permanent,
    };

    /// <summary>Writes the notes about a picture that its record does not have.</summary>
    /// <param name="image">The picture.</param>
    private protected void WriteNotes(AssignmentImage image)
    {
        if (image.Reused)
            WriteVerbose($"'{image.AssignmentId}' already has this picture, so no model was called.");
        if (image.Warning is not null && _warned.Add(image.Warning))
            WriteWarning(image.Warning);
    }
}
