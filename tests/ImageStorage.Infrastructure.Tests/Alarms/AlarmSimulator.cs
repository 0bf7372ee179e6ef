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
    private readonly Queue<double?> _window = new();

    /// <summary>The state after the last period.</summary>
    public AlarmState State { get; private set; } = AlarmState.InsufficientData;

    /// <summary>The last period's value; null when it had none.</summary>
    public double? Value { get; private set; }

    /// <summary>The alarm's state after each period.</summary>
    /// <param name="periods">Each period's values by metric; a metric that is not there has no data.</param>
    public IReadOnlyList<AlarmState> Run(IEnumerable<IReadOnlyDictionary<string, double>> periods) => [.. periods.Select(Next)];

    /// <summary>The alarm's state after one more period.</summary>
    /// <param name="period">The period's values by metric; a metric that is not there has no data.</param>
    public AlarmState Next(IReadOnlyDictionary<string, double> period)
    {
        Value = Evaluate(period);
        _window.Enqueue(Value);
        if (_window.Count > alarm.EvaluationPeriods)
            _window.Dequeue();
        return State = Decide([.. _window], State);
    }

    // A series is told by its metric, and where several are of one metric by its storage class too.
    private double? Evaluate(IReadOnlyDictionary<string, double> period)
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
