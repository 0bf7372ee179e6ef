using System.Text.Json;

namespace ImageStorage.Infrastructure.Alarms;

/// <summary>A metric that an alarm reads.</summary>
/// <param name="Id">Its name in the alarm's expression; empty for an alarm of one metric.</param>
/// <param name="Namespace">The namespace.</param>
/// <param name="Metric">The metric's name.</param>
/// <param name="Statistic">How a period's values become one.</param>
/// <param name="PeriodSeconds">A period's length.</param>
/// <param name="Dimensions">The dimensions, as JSON.</param>
public sealed record AlarmQuery(string Id, string Namespace, string Metric, string Statistic, int PeriodSeconds, string Dimensions)
{
    /// <summary>Reads a <c>metric</c> block, or an alarm's own attributes.</summary>
    internal static AlarmQuery Read(string id, JsonElement metric, string statistic) => new(
        id,
        metric.GetProperty("namespace").GetString()!,
        metric.GetProperty("metric_name").GetString()!,
        metric.GetProperty(statistic).GetString()!,
        metric.GetProperty("period").GetInt32(),
        metric.GetProperty("dimensions").GetRawText());
}
