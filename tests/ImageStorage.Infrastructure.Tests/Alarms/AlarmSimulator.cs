namespace ImageStorage.Infrastructure.Alarms;

/// <summary>
/// What an alarm says after each period of made series, by the rules of
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html: the last evaluation periods are looked at, and
/// enough breaching ones among them make an alarm. CloudWatch also looks at a few older points when some are missing; that can only
/// delay a change, and is not simulated.
/// </summary>
/// <param name="alarm">The alarm.</param>
public sealed class AlarmSimulator(AlarmDefinition alarm)
{
    /// <summary>The alarm's state after each period.</summary>
    /// <param name="periods">Each period's values by metric; a metric that is not there has no data.</param>
    public IReadOnlyList<AlarmState> Run(IEnumerable<IReadOnlyDictionary<string, double>> periods)
    {
        var seen = new List<double?>();
        var states = new List<AlarmState>();
        foreach (var period in periods)
        {
            seen.Add(Value(period));
            states.Add(Decide([.. seen.TakeLast(alarm.EvaluationPeriods)], states.LastOrDefault(AlarmState.InsufficientData)));
        }

        return states;
    }

    // A series is told by its metric, and where several are of one metric by its storage class too.
    private double? Value(IReadOnlyDictionary<string, double> period)
    {
        var values = alarm.Queries.ToDictionary(
            query => query.Id,
            query => period.Where(series => IsOf(series.Key, query)).Select(series => (double?)series.Value).SingleOrDefault());
        return alarm.Expression is null ? values.Values.Single() : MetricMath.Evaluate(alarm.Expression, values);
    }

    private static bool IsOf(string series, AlarmQuery query) =>
        series == query.Metric || (series.Split(' ') is [var metric, var dimension] && metric == query.Metric && query.Dimensions.Contains($"\"{dimension}\"", StringComparison.Ordinal));

    private AlarmState Decide(IReadOnlyList<double?> window, AlarmState before)
    {
        var missing = alarm.EvaluationPeriods - window.Count(value => value is not null);
        var breaching = window.Count(value => value is { } known && Breaches(known));
        if (missing == alarm.EvaluationPeriods && alarm.MissingData is ("ignore" or "missing"))
            return alarm.MissingData == "ignore" ? before : AlarmState.InsufficientData;
        var counted = alarm.MissingData == "breaching" ? breaching + missing : breaching;
        return counted >= alarm.DatapointsToAlarm ? AlarmState.Alarm : AlarmState.Ok;
    }

    private bool Breaches(double value) => alarm.Comparison switch
    {
        "GreaterThanThreshold" => value > alarm.Threshold,
        "GreaterThanOrEqualToThreshold" => value >= alarm.Threshold,
        "LessThanThreshold" => value < alarm.Threshold,
        "LessThanOrEqualToThreshold" => value <= alarm.Threshold,
        _ => throw new NotSupportedException($"{alarm.Comparison} is not evaluated here."),
    };
}
