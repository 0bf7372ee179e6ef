using System.Diagnostics;
using System.Diagnostics.Metrics;
using ImageStorage.Diagnostics;

namespace ImageStorage.Metrics;

/// <summary>
/// Listens to this product's own instruments and sums up, minute by minute, the values of one bucket. It runs on the threads of the measured
/// operations, so it only adds under a lock.
/// </summary>
internal sealed class MetricCollector : IDisposable
{
    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly string _bucket;
    private readonly int _maxMinutes;
    private readonly TimeProvider _timeProvider;
    private readonly LinkedList<MetricMinute> _minutes = [];

    public MetricCollector(string bucket, int maxMinutes, TimeProvider timeProvider)
    {
        _bucket = bucket;
        _maxMinutes = maxMinutes;
        _timeProvider = timeProvider;
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == Telemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measured(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Takes the minutes that were counted so far, oldest first.</summary>
    public IReadOnlyList<MetricMinute> Take()
    {
        lock (_gate)
        {
            MetricMinute[] taken = [.. _minutes];
            _minutes.Clear();
            return taken;
        }
    }

    /// <summary>Takes back minutes that could not be sent. Those over the limit are dropped, oldest first.</summary>
    /// <returns>How many minutes were dropped.</returns>
    public int Return(IReadOnlyList<MetricMinute> minutes)
    {
        lock (_gate)
        {
            foreach (var minute in minutes.Reverse())
                _minutes.AddFirst(minute);
            return Trim();
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (Telemetry.BucketOf(Activity.Current) != _bucket)
            return;

        var now = _timeProvider.GetUtcNow().UtcDateTime;
        var beginning = new DateTime(now.Ticks - (now.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);
        lock (_gate)
        {
            if (_minutes.Last?.Value is not { } minute || minute.Beginning != beginning)
            {
                minute = _minutes.AddLast(new MetricMinute(beginning)).Value;
                Trim();
            }

            Add(minute, instrument, value, tags);
        }
    }

    private static void Add(MetricMinute minute, Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (instrument == Telemetry.Uploads)
        {
            minute.Add(OwnMetrics.UploadAttempts, value);
            // Zeros are added too: a metric that was never sent counts as missing data, not as zero failures.
            minute.Add(OwnMetrics.UploadFailures, IsFailure(tags) ? value : 0);
        }
        else if (instrument == Telemetry.StartCanaries)
        {
            var failures = IsFailure(tags) ? value : 0;
            minute.Add(OwnMetrics.StartCanaries, value);
            minute.Add(OwnMetrics.StartCanaryFailures, failures);
            if (Tag(tags, Telemetry.InstanceTag) is { } instanceId)
            {
                minute.Add(OwnMetrics.StartCanaries, value, instanceId);
                minute.Add(OwnMetrics.StartCanaryFailures, failures, instanceId);
            }
        }
        else if (instrument == Telemetry.BytesStored)
        {
            minute.Add(OwnMetrics.BytesStored, value);
        }
        else if (instrument == Telemetry.BytesSaved)
        {
            minute.Add(OwnMetrics.BytesSaved, value);
        }
        else if (instrument == Telemetry.Duration)
        {
            minute.AddDuration(value * 1000);
        }
    }

    private static bool IsFailure(ReadOnlySpan<KeyValuePair<string, object?>> tags) => Tag(tags, "result") == "failure";

    private static string? Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string tag)
    {
        foreach (var (name, value) in tags)
        {
            if (name == tag)
                return value as string;
        }

        return null;
    }

    private int Trim()
    {
        var dropped = 0;
        for (; _minutes.Count > _maxMinutes; dropped++)
            _minutes.RemoveFirst();
        return dropped;
    }
}
