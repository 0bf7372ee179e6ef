using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>The main job: from a prompt to a generated, optimised, stored and recorded image.</summary>
[Cmdlet(VerbsCommon.New, "AssignmentImage", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true)]
[OutputType(typeof(AssignmentImage))]
public sealed class NewAssignmentImageCommand : NewImageCommand<AssignmentImage>
{
    /// <summary>What the picture shall show. May be left out for an assignment that has a prompt.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [TextOrProperty(nameof(Prompt))]
    public string? Prompt { get; set; }

    /// <summary>Replaces a picture that is there.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var request = ImageRequest(string.IsNullOrEmpty(Prompt) ? null : Prompt) with { Force = Force };
        return ShouldProcess(AssignmentId ?? "a new assignment", "Make, store and record an image")
            ? EnqueueAsync(AssignmentId ?? Path ?? Prompt, (progress, token) => Storage.Assignments.CreateImageAsync(request, progress, token))
            : Task.CompletedTask;
    }

    private protected override void WriteResult(AssignmentImage result)
    {
        WriteNotes(result);
        base.WriteResult(result);
    }
}
