using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Fetches images into the local cache; a placeholder stands in for one that is missing or cannot be had.</summary>
[Cmdlet(VerbsCommunications.Receive, "S3Image", DefaultParameterSetName = AssignmentSet)]
[OutputType(typeof(ReceivedImage))]
public sealed class ReceiveS3ImageCommand : StoredImageCommand<ReceivedImage>
{
    private string? _outputPath;

    /// <summary>The file to write, or the folder to write files into; the cache's file by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputPath { get; set; }

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _outputPath = OutputPath is null ? null : this.ResolveFile(OutputPath);
        return base.BeginAsync(cancellationToken);
    }

    private protected override Task ProcessImageAsync(string image) =>
        EnqueueAsync(image, (_, token) => Storage.Images.ReceiveAsync(image, _outputPath, token));

    private protected override void WriteResult(ReceivedImage result)
    {
        if (result.Reason is not null)
            WriteWarning($"{result.Reason} (correlation id {result.CorrelationId})");
        base.WriteResult(result);
    }
}
