using System.Management.Automation;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Deletes images. A record that names the image is changed first, so that it names none.</summary>
[Cmdlet(VerbsCommon.Remove, "S3Image", DefaultParameterSetName = AssignmentSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveS3ImageCommand : StoredImageCommand<bool>
{
    private protected override Task ProcessImageAsync(string image)
    {
        if (this.IsWhatIf())
            return EnqueuePlanAsync(image, token => Storage.Plans.PlanImageRemovalAsync(image, token));
        return ShouldProcess(image, "Delete the image and remove it from the assignment's record")
            ? EnqueueAsync(image, (_, token) => RemoveAsync(image, token))
            : Task.CompletedTask;
    }

    private protected override void WriteResult(bool result)
    {
    }

    private async Task<bool> RemoveAsync(string image, CancellationToken cancellationToken)
    {
        await Storage.Images.RemoveAsync(image, cancellationToken);
        return true;
    }
}
