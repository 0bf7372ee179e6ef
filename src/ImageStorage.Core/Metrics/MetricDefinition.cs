namespace ImageStorage.Metrics;

/// <summary>A metric that is kept in CloudWatch.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Namespace">CloudWatch's namespace.</param>
/// <param name="Name">CloudWatch's name.</param>
/// <param name="Unit">CloudWatch's unit.</param>
/// <param name="Statistic">Its default statistic.</param>
internal sealed record MetricDefinition(MetricSource Source, string Namespace, string Name, string Unit, MetricStatistic Statistic)
{
    /// <summary>True when S3 reports it once a day.</summary>
    public bool IsDaily { get; init; }

    /// <summary>True when it is also kept for each instance.</summary>
    public bool IsPerInstance { get; init; }

    /// <summary>The metric filter of the bucket that it needs; null for none.</summary>
    public string? FilterId { get; init; }

    /// <summary>The storage types that are summed; null for a metric without storage types.</summary>
    public IReadOnlyList<string>? StorageTypes { get; init; }
}
