using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Reads metrics of the bucket, the distribution, the Auto Scaling group and ImageStorage itself as time series, and draws them.</summary>
[Cmdlet(VerbsCommon.Get, "ImageMetric", DefaultParameterSetName = LastSet)]
[OutputType(typeof(MetricPoint))]
public sealed class GetImageMetricCommand : StackCommand
{
    private const string LastSet = "Last";
    private const string RangeSet = "Range";

    /// <summary>The services to read from; by default every service whose bucket, distribution or group is known.</summary>
    [Parameter(Position = 0)]
    public MetricSource[] Source { get; set; } = [];

    /// <summary>Only metrics of these names; all by default.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>How far back from now: a time span, or seconds.</summary>
    [Parameter(ParameterSetName = LastSet)]
    [SecondsTransformation]
    // CloudWatch keeps metrics for 455 days.
    [ValidateDuration(1, 455 * 24 * 3600)]
    public TimeSpan Last { get; set; } = TimeSpan.FromDays(1);

    /// <summary>The beginning.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RangeSet)]
    public DateTimeOffset StartTime { get; set; }

    /// <summary>The end; now by default.</summary>
    [Parameter(ParameterSetName = RangeSet)]
    public DateTimeOffset? EndTime { get; set; }

    /// <summary>The length of one point: a time span, or seconds; whole minutes.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan Period { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How the values of a period are combined; by default the usual statistic of each metric.</summary>
    [Parameter]
    public MetricStatistic? Statistic { get; set; }

    /// <summary>Reads the metrics of this instance only: its start canary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InstanceId { get; set; }

    /// <summary>The file that <c>terraform output -json</c> wrote, for the names that are not given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TerraformOutput { get; set; }

    /// <summary>An SVG to draw the series into.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Chart { get; set; }

    /// <inheritdoc />
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stack = await ReadStackAsync(TerraformOutput, cancellationToken);
            var to = EndTime ?? TimeProvider.System.GetUtcNow();
            var query = new MetricQuery
            {
                Sources = Source,
                Names = Name,
                From = ParameterSetName == RangeSet ? StartTime : to - Last,
                To = to,
                Period = Period,
                Statistic = Statistic,
                BucketName = stack.BucketName,
                DistributionId = stack.DistributionId,
                GroupName = stack.GroupName,
                InstanceId = InstanceId,
            };
            var metrics = OpenInRegionOf(stack).Metrics;
            var points = await metrics.GetAsync(query, cancellationToken);
            if (Chart is not null)
            {
                var title = string.Join(", ", new[] { "ImageStorage", query.BucketName, query.DistributionId, query.GroupName }.OfType<string>());
                await metrics.WriteChartAsync(points, title, this.ResolveFile(Chart), cancellationToken);
            }

            WriteObject(points, enumerateCollection: true);
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(exception.Error == ImageStorageError.ConfigurationInvalid ? TerraformOutput : Chart));
        }
    }
}
