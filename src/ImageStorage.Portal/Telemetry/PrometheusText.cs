using System.Globalization;
using System.Text;

namespace ImageStorage.Portal.Telemetry;

/// <summary>Writes readings in Prometheus' text format, version 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>The whole page.</summary>
    public static string Of(IEnumerable<InstrumentReadings> instruments)
    {
        var text = new StringBuilder();
        foreach (var instrument in instruments)
            Add(text, instrument);
        return text.ToString();
    }

    /// <summary>A name with the characters that the format allows.</summary>
    public static string Name(string name) => string.Create(name.Length, name, static (span, source) =>
    {
        for (var index = 0; index < span.Length; index++)
            span[index] = char.IsAsciiLetterOrDigit(source[index]) ? source[index] : '_';
    });

    /// <summary>A label's value within its quotes.</summary>
    public static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static void Add(StringBuilder text, InstrumentReadings instrument)
    {
        var name = Name(instrument.Name) + Suffix(instrument);
        var type = instrument switch { { IsHistogram: true } => "histogram", { IsGauge: true } => "gauge", _ => "counter" };
        if (!string.IsNullOrEmpty(instrument.Description))
            text.Append("# HELP ").Append(name).Append(' ').Append(Escape(instrument.Description)).Append('\n');
        text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        foreach (var (labels, series) in instrument.Series)
        {
            var (sum, count, buckets) = series.Read();
            if (!instrument.IsHistogram)
            {
                Line(text, name, labels, sum);
                continue;
            }

            var below = 0L;
            for (var index = 0; index < buckets.Length; index++)
            {
                below += buckets[index];
                var bound = index < Series.Bounds.Length ? Series.Bounds[index].ToString(CultureInfo.InvariantCulture) : "+Inf";
                Line(text, name + "_bucket", $"{labels}{(labels.Length == 0 ? "" : ",")}le=\"{bound}\"", below);
            }

            Line(text, name + "_sum", labels, sum);
            Line(text, name + "_count", labels, count);
        }
    }

    private static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
            text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>The unit's word, and what ends a counter's name.</summary>
    private static string Suffix(InstrumentReadings instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = Name(instrument.Name);
        return (name.EndsWith(unit, StringComparison.Ordinal) ? "" : unit) + (instrument is { IsHistogram: false, IsGauge: false } ? "_total" : "");
    }
}
