using System.Management.Automation;

namespace ImageStorage;

/// <summary>Writes a line to each stream.</summary>
[Cmdlet(VerbsCommunications.Write, "AssignmentStream")]
public sealed class WriteAssignmentStreamCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteObject("an object");
        WriteWarning("a warning");
        WriteVerbose("a detail");
        WriteDebug("a debug line");
        WriteInformation(new InformationRecord("a notice", "stand-in"));
        WriteProgress(new ProgressRecord(1, "Progressing", "somewhere"));
        WriteError(new ErrorRecord(new InvalidOperationException("It went wrong."), "WentWrong", ErrorCategory.InvalidOperation, null));
    }
}
