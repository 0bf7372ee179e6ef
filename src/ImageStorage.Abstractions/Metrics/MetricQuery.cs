namespace ImageStorage;

/// <summary>Which time series to read.</summary>
public sealed record MetricQuery
{
    /// <summary>The sources; empty for all whose resources are known.</summary>
    public IReadOnlyList<MetricSource> Sources { get; init; } = [];

    /// <summary>Only metrics of these names; empty for all of the sources.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The beginning.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>
    /// The length of one point: a multiple of a minute. CloudWatch keeps points of less than 5 minutes for 15 days and of less than an hour for 63
    /// days, so a range that begins earlier gets longer ones. Storage metrics always have one point a day.
    /// </summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The statistic that combines the values of a period; null for each metric's default.</summary>
    public MetricStatistic? Statistic { get; init; }

    /// <summary>The bucket; null for the configured one.</summary>
    public string? BucketName { get; init; }

    /// <summary>The distribution's id; null when its metrics are not wanted.</summary>
    public string? DistributionId { get; init; }

    /// <summary>Only this instance's own metrics (its start canary); null for the metrics of all instances together.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The Auto Scaling group; null when its metrics are not wanted.</summary>
    public string? GroupName { get; init; }
}
