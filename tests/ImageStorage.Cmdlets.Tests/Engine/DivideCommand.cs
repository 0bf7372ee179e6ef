using System.Management.Automation;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>A bulk cmdlet with a defect, which no input makes a real one have.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Divide")]
public sealed class DivideCommand : BulkCommand<int>
{
    /// <summary>What 12 is divided by.</summary>
    [Parameter(ValueFromPipeline = true)]
    public int By { get; set; }

    /// <inheritdoc />
    protected override Task ProcessAsync(CancellationToken cancellationToken)
    {
        var by = By;
        return EnqueueAsync(by, (_, _) => Task.FromResult(12 / by));
    }
}
