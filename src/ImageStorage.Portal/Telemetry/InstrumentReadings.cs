using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace ImageStorage.Portal.Telemetry;

/// <summary>What one instrument has measured, by its tags.</summary>
internal sealed class InstrumentReadings(Instrument instrument)
{
    // Tags are bounded sets; should one ever not be, the memory still is.
    private const int MaxSeries = 2_000;

    private readonly ConcurrentDictionary<string, Series> _series = new(StringComparer.Ordinal);

    /// <summary>The instrument's name, in its own spelling.</summary>
    public string Name => instrument.Name;

    /// <summary>What it measures.</summary>
    public string? Description => instrument.Description;

    /// <summary>The unit, after UCUM.</summary>
    public string? Unit => instrument.Unit;

    /// <summary>True when values are counted by size.</summary>
    public bool IsHistogram { get; } = IsOf(instrument, typeof(Histogram<>));

    /// <summary>True when the value can fall.</summary>
    public bool IsGauge { get; } = IsOf(instrument, typeof(UpDownCounter<>));

    /// <summary>The measurements by their tags, which are written as labels.</summary>
    public IEnumerable<KeyValuePair<string, Series>> Series => _series.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    /// <summary>Adds a measurement.</summary>
    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        if (!_series.TryGetValue(labels, out var series))
        {
            if (_series.Count >= MaxSeries)
                return;
            series = _series.GetOrAdd(labels, _ => new Series(IsHistogram));
        }

        series.Add(value);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in tags)
        {
            if (text.Length > 0)
                text.Append(',');
            text.Append(PrometheusText.Name(name)).Append("=\"")
                .Append(PrometheusText.Escape(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")).Append('"');
        }

        return text.ToString();
    }

    private static bool IsOf(Instrument instrument, Type type) => instrument.GetType() is { IsGenericType: true } own && own.GetGenericTypeDefinition() == type;
}
