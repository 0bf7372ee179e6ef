using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Stores images. Storing the same bytes again succeeds and writes nothing.</summary>
[Cmdlet(VerbsCommunications.Send, "S3Image", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(StoredObject))]
public sealed class SendS3ImageCommand : ImageInputCommand<StoredObject>
{
    /// <summary>The assignment that the object key names; the image's name by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AssignmentId
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>The teacher, for the object's metadata.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalLength(256)]
    public string? TeacherId
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>Replaces a different image under the key.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Tags the image so that it never expires.</summary>
    [Parameter]
    public SwitchParameter Permanent { get; set; }

    private protected override Task ProcessImageAsync(ImageInput input)
    {
        var request = new SendImageRequest
        {
            Source = input.Source,
            Optimized = input.Optimized,
            AssignmentId = AssignmentId,
            TeacherId = TeacherId,
            Force = Force,
            Permanent = Permanent,
        };
        if (this.IsWhatIf())
            return EnqueuePlanAsync(input.Target, token => Storage.Plans.PlanSendAsync(request, token));
        return ShouldProcess(AssignmentId ?? input.Source.Name, "Store the image")
            ? EnqueueAsync(input.Target, (progress, token) => Storage.Images.SendAsync(request, progress, token))
            : Task.CompletedTask;
    }
}
