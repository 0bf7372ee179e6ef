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

        // Without a screen the starter of browsers ends in silence.
        if (OperatingSystem.IsLinux() && !HasVariable("DISPLAY") && !HasVariable("WAYLAND_DISPLAY"))
        {
            ShowPath(result);
            return;
        }

        try
        {
            using var browser = Process.Start(new ProcessStartInfo(result) { UseShellExecute = true });
        }
        catch (Win32Exception)
        {
            ShowPath(result);
        }
    }

    private void ShowPath(string page)
    {
        WriteWarning($"No browser could be started. Open the page yourself: '{page}'.");
        WriteObject(page);
    }

    private static bool HasVariable(string name) => !string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable(name));
}
