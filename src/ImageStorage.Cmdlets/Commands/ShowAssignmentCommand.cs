using System.ComponentModel;
using System.Diagnostics;
using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Shows an assignment with its questions and its picture in the browser.</summary>
[Cmdlet(VerbsCommon.Show, "Assignment")]
[OutputType(typeof(string))]
public sealed class ShowAssignmentCommand : BulkCommand<string>
{
    /// <summary>The assignment's id.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string AssignmentId { get; set; } = "";

    /// <summary>Returns the page's path and opens nothing.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var id = AssignmentId;
        return EnqueueAsync(id, (_, token) => Storage.Assignments.RenderPageAsync(id, token));
    }

    private protected override void WriteResult(string result)
    {
        if (PassThru)
        {
            WriteObject(result);
            return;
        }

        try
        {
            using var browser = Process.Start(new ProcessStartInfo(result) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            WriteWarning($"No browser could be started. Open the page yourself: '{result}'.");
        }
    }
}
