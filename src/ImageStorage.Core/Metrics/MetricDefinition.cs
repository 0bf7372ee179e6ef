namespace ImageStorage.Metrics;

/// <summary>A metric that is kept in CloudWatch.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Namespace">CloudWatch's namespace.</param>
/// <param name="Name">CloudWatch's name.</param>
/// <param name="Unit">CloudWatch's unit.</param>
/// <param name="Statistic">What it is best read by.</param>
internal sealed record MetricDefinition(MetricSource Source, string Namespace, string Name, string Unit, MetricStatistic Statistic)
{
    /// <summary>S3 reports it once a day.</summary>
    public bool IsDaily { get; init; }

    /// <summary>It is kept for each instance too.</summary>
    public bool IsPerInstance { get; init; }

    /// <summary>The metric filter of the bucket that it needs; null for none.</summary>
    public string? FilterId { get; init; }

    /// <summary>Those of the classes that are summed; null for a metric that has no classes.</summary>
    public IReadOnlyList<string>? StorageTypes { get; init; }
}
