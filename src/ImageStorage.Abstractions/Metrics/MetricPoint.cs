namespace ImageStorage;

/// <summary>One point of a time series.</summary>
/// <param name="Source">Where it comes from.</param>
/// <param name="Name">The metric, such as <c>BucketSizeBytes</c>.</param>
/// <param name="Statistic">The statistic that combined the period's values.</param>
/// <param name="Timestamp">The period's beginning, UTC.</param>
/// <param name="Value">The value.</param>
/// <param name="Unit">CloudWatch's unit, such as <c>Bytes</c>, <c>Percent</c>, <c>Count</c>, <c>Milliseconds</c>.</param>
public sealed record MetricPoint(MetricSource Source, string Name, string Statistic, DateTimeOffset Timestamp, double Value, string Unit);
