using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Undoes removals: brings back pictures, records and students' answers from the trash.</summary>
[Cmdlet(VerbsData.Restore, "AssignmentImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(Assignment), typeof(StoredObject))]
public sealed class RestoreAssignmentImageCommand : BulkCommand<Restoration>
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
            if (ShouldProcess(id, "Bring back what was removed last: the image, its record and the students' answers"))
                await EnqueueAsync(id, (_, token) => Storage.Restore.RestoreAsync(id, token));
        }
    }

    // A picture without a record is its own answer.
    private protected override void WriteResult(Restoration result) => WriteObject((object?)result.Record ?? result.Picture);
}
