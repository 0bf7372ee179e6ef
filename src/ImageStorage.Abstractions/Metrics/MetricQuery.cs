namespace ImageStorage;

/// <summary>Which time series to read.</summary>
public sealed record MetricQuery
{
    /// <summary>Where from; empty for all whose parts are known.</summary>
    public IReadOnlyList<MetricSource> Sources { get; init; } = [];

    /// <summary>Only metrics of these names; empty for all of the sources.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The beginning.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>
    /// The length of one point: a multiple of a minute. CloudWatch keeps points of less than 5 minutes for 15 days and of less than an hour for 63,
    /// so that a range that begins earlier gets longer ones. Metrics of storage have one a day, whatever is asked.
    /// </summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How the values of a period become one; null for what each metric is best read by.</summary>
    public MetricStatistic? Statistic { get; init; }

    /// <summary>The bucket; null for the configured one.</summary>
    public string? BucketName { get; init; }

    /// <summary>The distribution's id; null when its metrics are not wanted.</summary>
    public string? DistributionId { get; init; }

    /// <summary>Only what is kept for this instance alone: its start canary; null for what is kept for all.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The Auto Scaling group; null when its metrics are not wanted.</summary>
    public string? GroupName { get; init; }
}
