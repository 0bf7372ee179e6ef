using Amazon.CloudWatch.Model;

namespace ImageStorage.Metrics;

/// <summary>The counters of one minute for one bucket, whose size does not grow with the number of operations.</summary>
/// <param name="Beginning">The minute.</param>
internal sealed record MetricMinute(DateTime Beginning)
{
    private readonly Dictionary<(string Name, string? InstanceId), StatisticSet> _sets = [];
    private readonly DurationBuckets _durations = new();

    public void Add(string name, double value, string? instanceId = null)
    {
        if (!_sets.TryGetValue((name, instanceId), out var set))
        {
            _sets[(name, instanceId)] = new StatisticSet { SampleCount = 1, Sum = value, Minimum = value, Maximum = value };
            return;
        }

        set.SampleCount++;
        set.Sum += value;
        set.Minimum = Math.Min(set.Minimum!.Value, value);
        set.Maximum = Math.Max(set.Maximum!.Value, value);
    }

    public void AddDuration(double milliseconds) => _durations.Add(milliseconds);

    public IEnumerable<MetricDatum> ToData(string bucket)
    {
        foreach (var ((name, instanceId), set) in _sets)
        {
            var datum = Datum(name, name is OwnMetrics.BytesStored or OwnMetrics.BytesSaved ? "Bytes" : "Count", bucket);
            datum.StatisticValues = set;
            if (instanceId is not null)
                datum.Dimensions!.Add(new Dimension { Name = OwnMetrics.InstanceDimension, Value = instanceId });
            yield return datum;
        }

        if (_durations.IsEmpty)
            yield break;
        var durations = _durations.Read().ToArray();
        var values = Datum(OwnMetrics.OperationDuration, "Milliseconds", bucket);
        values.Values = [.. durations.Select(duration => duration.Milliseconds)];
        values.Counts = [.. durations.Select(duration => (double)duration.Count)];
        yield return values;
    }

    private MetricDatum Datum(string name, string unit, string bucket) => new()
    {
        MetricName = name,
        Unit = unit,
        Timestamp = Beginning,
        Dimensions = [new Dimension { Name = OwnMetrics.Dimension, Value = bucket }],
    };
}
