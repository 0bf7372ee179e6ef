using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Checks how the portal's Auto Scaling group kept up with a load, and writes an object for each check.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ImageScaling", DefaultParameterSetName = LastSet)]
[OutputType(typeof(InfrastructureCheck))]
public sealed class TestImageScalingCommand : StackCommand
{
    private const string LastSet = "Last";
    private const string RangeSet = "Range";

    /// <summary>The file that <c>terraform output -json</c> wrote, for the names that are not given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? TerraformOutput { get; set; }

    /// <summary>How far back from now: a time span, or seconds.</summary>
    [Parameter(ParameterSetName = LastSet)]
    [SecondsTransformation]
    // CloudWatch keeps the values of each minute for 15 days.
    [ValidateDuration(1, 15 * 24 * 3600)]
    public TimeSpan Last { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The beginning: before the load.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RangeSet)]
    public DateTimeOffset StartTime { get; set; }

    /// <summary>The end; now by default.</summary>
    [Parameter(ParameterSetName = RangeSet)]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>Reports to write as well: .json, .xml (JUnit) or .md.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ReportPath { get; set; } = [];

    /// <inheritdoc />
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stack = await ReadStackAsync(TerraformOutput, cancellationToken);
            var to = EndTime ?? TimeProvider.System.GetUtcNow();
            var checks = await OpenInRegionOf(stack).Scaling.TestAsync(
                new ScalingRequest
                {
                    GroupName = stack.GroupName
                        ?? throw new ImageStorageException(
                            ImageStorageError.ConfigurationInvalid, "The Auto Scaling group is not known. Give -GroupName or -TerraformOutput."),
                    BucketName = stack.BucketName,
                    DistributionId = stack.DistributionId,
                    From = ParameterSetName == RangeSet ? StartTime : to - Last,
                    To = to,
                    CpuPercent = stack.CpuTargetPercent,
                    IdleCpuPercent = stack.CpuTargetPercent / 2,
                },
                cancellationToken);
            foreach (var path in ReportPath)
                await Storage.Infrastructure.WriteReportAsync(checks, this.ResolveFile(path), cancellationToken);
            WriteObject(checks, enumerateCollection: true);
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(TerraformOutput));
        }
    }
}
