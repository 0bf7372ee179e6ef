using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Makes a picture from a prompt: generates, optimises, stores and records it.</summary>
[Cmdlet(VerbsCommon.New, "AssignmentImage", DefaultParameterSetName = ImageSet, SupportsShouldProcess = true)]
[OutputType(typeof(AssignmentImage), typeof(ImagePlanItem))]
public sealed class NewAssignmentImageCommand : NewImageCommand<AssignmentImage>
{
    /// <summary>What the picture shows. May be left out for an assignment that has a prompt.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [TextOrProperty(nameof(Prompt))]
    public string? Prompt
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>Replaces an existing picture.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var target = AssignmentId ?? Path ?? Prompt;
        if (RefusesPlanned(target))
            return Task.CompletedTask;

        var request = ImageRequest(string.IsNullOrEmpty(Prompt) ? null : Prompt);
        if (!IsPlanned)
            request = request with { Force = Force };
        if (this.IsWhatIf())
            return EnqueuePlanAsync(target, token => Storage.Plans.PlanImageAsync(request, questions: null, token));
        return ShouldProcess(AssignmentId ?? "a new assignment", "Make, store and record an image")
            ? EnqueueAsync(target, (progress, token) => Storage.Assignments.CreateImageAsync(request, progress, token))
            : Task.CompletedTask;
    }

    private protected override void WriteResult(AssignmentImage result)
    {
        WriteNotes(result);
        base.WriteResult(result);
    }
}
