using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>A bulk cmdlet that makes an assignment's picture: what its picture shall be, and where it comes from.</summary>
/// <typeparam name="TResult">What one input becomes.</typeparam>
public abstract class NewImageCommand<TResult> : BulkCommand<TResult>
{
    /// <summary>The parameter set of those that get a picture.</summary>
    protected const string ImageSet = "Image";

    // What is true of the model is true of each of its pictures, and said once.
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

    /// <summary>Uses this picture where none is to be generated.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [Alias("FullName")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Copies a picture of the same prompt and model that another assignment has, where there is one.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter ReuseExisting { get; set; }

    /// <summary>Tags the image so that it never expires.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter Permanent { get; set; }

    /// <summary>What the parameters ask for.</summary>
    /// <param name="prompt">The words; null for those of the record.</param>
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

    /// <summary>Tells of a picture what its record does not.</summary>
    /// <param name="image">The picture.</param>
    private protected void WriteNotes(AssignmentImage image)
    {
        if (image.Reused)
            WriteVerbose($"The picture of '{image.AssignmentId}' was there already: no model was asked.");
        if (image.Warning is not null && _warned.Add(image.Warning))
            WriteWarning(image.Warning);
    }
}
