using System.Text.Json;

namespace ImageStorage.Infrastructure.Alarms;

/// <summary>An alarm as the plan describes it.</summary>
/// <param name="values">The values of an aws_cloudwatch_metric_alarm in the plan's JSON.</param>
public sealed class AlarmDefinition(JsonElement values)
{
    /// <summary>The metrics it reads.</summary>
    public IReadOnlyList<AlarmQuery> Queries { get; } = values.GetProperty("metric_query").GetArrayLength() == 0
        ? [AlarmQuery.Read("", values, "statistic")]
        : [.. from query in values.GetProperty("metric_query").EnumerateArray()
              from metric in query.GetProperty("metric").EnumerateArray()
              select AlarmQuery.Read(query.GetProperty("id").GetString()!, metric, "stat")];

    /// <summary>What is compared with the threshold; null for the one metric itself.</summary>
    public string? Expression { get; } = values.GetProperty("metric_query").EnumerateArray()
        .Where(query => query.GetProperty("return_data").ValueKind == JsonValueKind.True)
        .Select(query => query.GetProperty("expression").GetString())
        .SingleOrDefault();

    public string Comparison { get; } = values.GetProperty("comparison_operator").GetString()!;

    public double Threshold { get; } = values.GetProperty("threshold").GetDouble();

    public int EvaluationPeriods { get; } = values.GetProperty("evaluation_periods").GetInt32();

    public int DatapointsToAlarm { get; } = values.GetProperty("datapoints_to_alarm").GetInt32();

    public string MissingData { get; } = values.GetProperty("treat_missing_data").GetString()!;
}
