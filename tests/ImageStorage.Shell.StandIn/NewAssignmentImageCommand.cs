using System.Management.Automation;

namespace ImageStorage;

/// <summary>Shows progress, asks when told to, and fails for an id that is none.</summary>
[Cmdlet(VerbsCommon.New, "AssignmentImage", SupportsShouldProcess = true)]
[OutputType(typeof(StandInImage))]
public sealed class NewAssignmentImageCommand : PSCmdlet
{
    /// <summary>The assignment.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string AssignmentId { get; set; } = "";

    /// <summary>How long the progress stays.</summary>
    [Parameter]
    public int ProgressMilliseconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (AssignmentId.Contains(' ', StringComparison.Ordinal))
        {
            WriteError(new ErrorRecord(
                new ArgumentException($"'{AssignmentId}' is not an assignment id."), "InvalidAssignmentId", ErrorCategory.InvalidArgument, AssignmentId));
            return;
        }

        WriteProgress(new ProgressRecord(1, "Making a picture", "Storing") { PercentComplete = 40 });
        new ManualResetEventSlim().Wait(ProgressMilliseconds);
        if (ShouldProcess(AssignmentId, "Make a picture"))
            WriteObject(new StandInImage(AssignmentId, 1536));
    }
}
