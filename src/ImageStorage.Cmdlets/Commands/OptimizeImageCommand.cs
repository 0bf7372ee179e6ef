using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Turns images into WebP for the web: fitted, upright, sRGB, without metadata, never larger than the original.</summary>
[Cmdlet(VerbsCommon.Optimize, "Image", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(OptimizedImage))]
public sealed class OptimizeImageCommand : ImageInputCommand<OptimizedImage>
{
    private OutputFiles? _output;

    /// <summary>The longest side of the result in pixels. Smaller images are not enlarged.</summary>
    [Parameter]
    [ValidateRange(1, ImageLimits.MaxWebPDimension)]
    public int MaxDimension { get; set; } = 1024;

    /// <summary>WebP quality.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int Quality { get; set; } = 85;

    /// <summary>How much time to spend on a smaller file.</summary>
    [Parameter]
    public OptimizationEffort Effort { get; set; } = OptimizationEffort.Balanced;

    /// <summary>Fails when the original would be kept with a warning.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    /// <summary>The file to write, or the folder to write files into.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutputPath { get; set; }

    private protected override bool UsesStores => false;

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _output = OutputPath is null ? null : new OutputFiles(this.ResolveFile(OutputPath));
        return base.BeginAsync(cancellationToken);
    }

    private protected override Task ProcessImageAsync(ImageInput input)
    {
        // Without -OutputPath no file is written, so there is nothing to confirm.
        if (_output is not null && !ShouldProcess(_output.Path, $"Write the optimised image '{input.Source.Name}'"))
            return Task.CompletedTask;
        if (_output is not null && !_output.TryTake(this, input.Source.Name, input.Target))
            return Task.CompletedTask;

        var options = new OptimizationOptions { MaxDimension = MaxDimension, Quality = Quality, Effort = Effort, Strict = Strict };
        return EnqueueAsync(input.Target, (_, token) => Storage.Images.OptimizeAsync(input.Source, options, _output?.Path, token));
    }

    private protected override void WriteResult(OptimizedImage result)
    {
        if (result.Warning is not null)
            WriteWarning(result.Warning);
        base.WriteResult(result);
    }
}
