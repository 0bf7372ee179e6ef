using System.Management.Automation;

namespace ImageStorage;

/// <summary>Waits for what never comes, until it is stopped.</summary>
[Cmdlet(VerbsLifecycle.Wait, "AssignmentImage")]
public sealed class WaitAssignmentImageCommand : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Does not listen to being stopped.</summary>
    [Parameter]
    public SwitchParameter Deaf { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        WriteProgress(new ProgressRecord(1, "Waiting", "for ever"));
        _stopping.Token.WaitHandle.WaitOne();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        if (!Deaf)
            _stopping.Cancel();
    }
}
