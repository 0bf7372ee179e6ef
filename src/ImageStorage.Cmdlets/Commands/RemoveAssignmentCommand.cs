using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Removes assignments: the record, then its image.</summary>
[Cmdlet(VerbsCommon.Remove, "Assignment", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveAssignmentCommand : BulkCommand<bool>
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
            else if (ShouldProcess(id, "Remove the assignment and its image"))
                await EnqueueAsync(id, (_, token) => RemoveAsync(id, token));
        }
    }

    private protected override void WriteResult(bool result)
    {
    }

    private async Task<bool> RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await Storage.Assignments.RemoveAsync(id, cancellationToken);
        return true;
    }
}
