using System.Management.Automation;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Deletes images. A record that names the image is changed first, so that it names none. Restore-AssignmentImage undoes it.</summary>
[Cmdlet(VerbsCommon.Remove, "S3Image", DefaultParameterSetName = AssignmentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveS3ImageCommand : StoredImageCommand<Removal>
{
    private protected override Task ProcessImageAsync(string image)
    {
        if (this.IsWhatIf())
            return EnqueuePlanAsync(image, token => Storage.Plans.PlanImageRemovalAsync(image, token));
        return ShouldDelete(image, "Delete the image and remove it from the assignment's record (Restore-AssignmentImage brings it back)")
            ? EnqueueAsync(image, (_, token) => Storage.Images.RemoveAsync(image, token))
            : Task.CompletedTask;
    }

    private protected override void WriteResult(Removal result) => WriteVerbose(result.ToSentence());
}
