using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Fetches images into the local cache; a placeholder replaces one that is missing or cannot be read.</summary>
[Cmdlet(VerbsCommunications.Receive, "S3Image", DefaultParameterSetName = AssignmentSet, SupportsShouldProcess = true)]
[OutputType(typeof(ReceivedImage))]
public sealed class ReceiveS3ImageCommand : StoredImageCommand<ReceivedImage>
{
    private OutputFiles? _output;

    /// <summary>The file to write, or the folder to write files into; the cache's file by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputPath { get; set; }

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _output = OutputPath is null ? null : new OutputFiles(this.ResolveFile(OutputPath));
        return base.BeginAsync(cancellationToken);
    }

    private protected override Task ProcessImageAsync(string image)
    {
        // Without -OutputPath only the cache is written, so there is nothing to confirm.
        return _output is null || (ShouldProcess(_output.Path, $"Write the image '{image}'") && _output.TryTake(this, image, image))
            ? EnqueueAsync(image, (_, token) => Storage.Images.ReceiveAsync(image, _output?.Path, token))
            : Task.CompletedTask;
    }

    private protected override void WriteResult(ReceivedImage result)
    {
        if (result.Reason is not null)
            WriteWarning($"{result.Reason} (correlation id {result.CorrelationId})");
        base.WriteResult(result);
    }
}
