using ImageStorage.Metrics;

namespace ImageStorage.Scaling;

/// <summary>The metrics of a group and its requests, minute by minute, ordered by time.</summary>
/// <param name="points">All series.</param>
/// <param name="launches">The instances that were added; null when Auto Scaling's activities cannot be read.</param>
internal sealed class ScalingCourse(IReadOnlyList<MetricPoint> points, IReadOnlyList<InstanceLaunch>? launches)
{
    public IReadOnlyList<MetricPoint> Cpu { get; } = Series(points, MetricSource.AutoScaling, "CPUUtilization");

    public IReadOnlyList<MetricPoint> Desired { get; } = Series(points, MetricSource.AutoScaling, "GroupDesiredCapacity");

    public IReadOnlyList<MetricPoint> InService { get; } = Series(points, MetricSource.AutoScaling, "GroupInServiceInstances");

    public double? Smallest { get; } = Series(points, MetricSource.AutoScaling, "GroupMinSize").LastOrDefault()?.Value;

    public double? Largest { get; } = Series(points, MetricSource.AutoScaling, "GroupMaxSize").LastOrDefault()?.Value;

    public IReadOnlyList<InstanceLaunch>? Launches => launches;

    /// <summary>The number of uploads and requests to the distribution, and how many of them failed.</summary>
    public (double All, double Failed) Requests(DateTimeOffset from, DateTimeOffset to)
    {
        var errorRates = Series(points, MetricSource.CloudFront, "5xxErrorRate").ToDictionary(point => point.Timestamp, point => point.Value / 100);
        var viewed = Within(MetricSource.CloudFront, "Requests").ToArray();
        return (
            Within(MetricSource.ImageStorage, OwnMetrics.UploadAttempts).Sum(point => point.Value) + viewed.Sum(point => point.Value),
            Within(MetricSource.ImageStorage, OwnMetrics.UploadFailures).Sum(point => point.Value)
                + viewed.Sum(point => point.Value * errorRates.GetValueOrDefault(point.Timestamp)));

        IEnumerable<MetricPoint> Within(MetricSource source, string name) =>
            Series(points, source, name).Where(point => point.Timestamp >= from && point.Timestamp <= to);
    }

    private static MetricPoint[] Series(IReadOnlyList<MetricPoint> points, MetricSource source, string name) =>
        [.. points.Where(point => point.Source == source && point.Name == name).OrderBy(point => point.Timestamp)];
}
