using System.Management.Automation;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Removes assignments: the record, then its image. Restore-AssignmentImage undoes it.</summary>
[Cmdlet(VerbsCommon.Remove, "Assignment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveAssignmentCommand : BulkCommand<Removal>
{
    /// <summary>The assignments' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] AssignmentId { get; set; } = [];

    /// <inheritdoc />
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var id in AssignmentId)
        {
            if (this.IsWhatIf())
                await EnqueuePlanAsync(id, token => Storage.Plans.PlanAssignmentRemovalAsync(id, token));
            else if (ShouldDelete(id, "Remove the assignment and its image (Restore-AssignmentImage brings them back)"))
                await EnqueueAsync(id, (_, token) => Storage.Assignments.RemoveAsync(id, token));
        }
    }

    private protected override void WriteResult(Removal result) => WriteVerbose(result.ToSentence());
}
