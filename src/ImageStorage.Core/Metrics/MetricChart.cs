using System.Globalization;
using System.Text;
using System.Xml;

namespace ImageStorage.Metrics;

/// <summary>
/// Draws time series as an SVG: one panel for each metric, with its axes, its unit, and its smallest, mean, largest and last value. It follows
/// the viewer's choice of a light or a dark page. A gap in the points is a gap in the line.
/// </summary>
internal sealed class MetricChart(IReadOnlyList<MetricPoint> points, string title)
{
    private const string Svg = "http://www.w3.org/2000/svg";
    private const int Width = 960;
    private const int Left = 84;
    private const int Right = 24;
    private const int Header = 76;
    private const int PanelHeight = 244;
    private const int PlotTop = 64;
    private const int PlotHeight = 132;

    private const string Style = """
        svg { --page: #ffffff; --text: #1f2328; --faint: #59636e; --grid: #e3e7eb; --axis: #8c959f; font: 13px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; }
        .s3 { --line: #0b6bcb; } .cloudfront { --line: #8250df; } .autoscaling { --line: #1a7f37; } .imagestorage { --line: #bc4c00; }
        @media (prefers-color-scheme: dark) {
          svg { --page: #0d1117; --text: #e6edf3; --faint: #9198a1; --grid: #262c36; --axis: #656c76; }
          .s3 { --line: #58a6ff; } .cloudfront { --line: #c297ff; } .autoscaling { --line: #3fb950; } .imagestorage { --line: #f0883e; }
        }
        .page { fill: var(--page); } text { fill: var(--text); } .faint { fill: var(--faint); font-size: 12px; } .end { text-anchor: end; } .middle { text-anchor: middle; }
        .title { font-size: 18px; font-weight: 600; } .name { font-size: 14px; font-weight: 600; }
        .grid { stroke: var(--grid); } .axis { stroke: var(--axis); } .line { fill: none; stroke: var(--line); stroke-width: 2; stroke-linejoin: round; }
        .area { fill: var(--line); fill-opacity: .1; } .point, .swatch { fill: var(--line); }
        """;

    public byte[] ToSvg()
    {
        var panels = points.GroupBy(point => (point.Source, point.Name, point.Statistic, point.Unit)).ToArray();
        var height = Header + Math.Max(1, panels.Length) * PanelHeight;
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartElement("svg", Svg);
            xml.WriteAttributeString("viewBox", Invariant($"0 0 {Width} {height}"));
            xml.WriteAttributeString("width", Invariant($"{Width}"));
            xml.WriteAttributeString("height", Invariant($"{height}"));
            xml.WriteAttributeString("role", "img");
            xml.WriteElementString("title", title);
            xml.WriteElementString(
                "desc", panels.Length == 0 ? "There are no points." : "Panels: " + string.Join(", ", panels.Select(panel => panel.Key.Name)));
            xml.WriteElementString("style", Style);
            Element(xml, "rect", ("class", "page"), ("width", "100%"), ("height", "100%"));
            Text(xml, 24, 32, "title", title);
            if (panels.Length == 0)
                Text(xml, 24, 58, "faint", "There are no points in this time.");
            else
                Draw(xml, panels);
            xml.WriteEndElement();
        }

        return stream.ToArray();
    }

    private void Draw(XmlWriter xml, IGrouping<(MetricSource Source, string Name, string Statistic, string Unit), MetricPoint>[] panels)
    {
        // All panels share one time axis, so that simultaneous events are aligned.
        var time = new TimeScale(points.Min(point => point.Timestamp), points.Max(point => point.Timestamp));
        Text(xml, 24, 54, "faint", $"{Moment(time.First)} to {Moment(time.Last)}, times in UTC");
        for (var index = 0; index < panels.Length; index++)
        {
            xml.WriteStartElement("g");
            xml.WriteAttributeString("class", panels[index].Key.Source.ToString().ToLowerInvariant());
            xml.WriteAttributeString("transform", Invariant($"translate(0 {Header + (index * PanelHeight)})"));
            DrawPanel(xml, panels[index].Key, [.. panels[index].OrderBy(point => point.Timestamp)], time);
            xml.WriteEndElement();
        }
    }

    private static void DrawPanel(
        XmlWriter xml, (MetricSource Source, string Name, string Statistic, string Unit) metric, MetricPoint[] series, TimeScale time)
    {
        var values = new ValueScale(series.Max(point => point.Value), metric.Unit);
        Element(xml, "rect", ("class", "swatch"), ("x", "24"), ("y", "9"), ("width", "12"), ("height", "12"), ("rx", "3"));
        Text(xml, 44, 20, "name", metric.Name);
        Text(xml, 44, 38, "faint", $"{metric.Source}, {Describe(metric.Statistic)}");
        Text(
            xml, Width - Right, 20, "faint end",
            $"min {values.Text(series.Min(point => point.Value))} · mean {values.Text(series.Average(point => point.Value))} · "
            + $"max {values.Text(series.Max(point => point.Value))} · last {values.Text(series[^1].Value)}");
        Text(xml, Left - 8, PlotTop - 10, "faint end", values.AxisUnit);
        foreach (var tick in values.Ticks())
        {
            var y = Number(Y(tick));
            Element(xml, "line", ("class", tick == 0 ? "axis" : "grid"), ("x1", Number(Left)), ("x2", Number(Width - Right)), ("y1", y), ("y2", y));
            Text(xml, Left - 8, Y(tick) + 4, "faint end", values.TickText(tick));
        }

        foreach (var (at, text) in time.Labels())
        {
            Element(
                xml,
                "line",
                ("class", "axis"), ("x1", Number(X(at))), ("x2", Number(X(at))),
                ("y1", Number(PlotTop + PlotHeight)), ("y2", Number(PlotTop + PlotHeight + 4)));
            Text(xml, X(at), PlotTop + PlotHeight + 20, "faint middle", text);
        }

        foreach (var run in Runs(series))
            DrawRun(xml, run, X, Y, Y(0));
        foreach (var point in series)
        {
            xml.WriteStartElement("circle");
            Attributes(
                xml,
                ("class", "point"), ("cx", Number(X(point.Timestamp))), ("cy", Number(Y(point.Value))), ("r", series.Length > 150 ? "1" : "2.5"));
            xml.WriteElementString("title", $"{Moment(point.Timestamp)}: {values.Text(point.Value)}");
            xml.WriteEndElement();
        }

        double X(DateTimeOffset at) => Left + (time.Share(at) * (Width - Left - Right));
        double Y(double value) => PlotTop + PlotHeight - ((Math.Max(value, 0) / values.Highest) * PlotHeight);
    }

    private static void DrawRun(XmlWriter xml, IReadOnlyList<MetricPoint> run, Func<DateTimeOffset, double> x, Func<double, double> y, double ground)
    {
        if (run.Count < 2)
            return;
        var line = string.Join(' ', run.Select(point => $"{Number(x(point.Timestamp))},{Number(y(point.Value))}"));
        var (first, last) = (Number(x(run[0].Timestamp)), Number(x(run[^1].Timestamp)));
        Element(xml, "polygon", ("class", "area"), ("points", $"{first},{Number(ground)} {line} {last},{Number(ground)}"));
        Element(xml, "polyline", ("class", "line"), ("points", line));
    }

    /// <summary>The runs of points without gaps; between two points that are further apart than usual nothing was measured.</summary>
    private static IEnumerable<IReadOnlyList<MetricPoint>> Runs(MetricPoint[] series)
    {
        var usual = series.Length < 3 ? TimeSpan.MaxValue : Steps(series).Min() * 1.5;
        var run = new List<MetricPoint>();
        foreach (var point in series)
        {
            if (run.Count > 0 && point.Timestamp - run[^1].Timestamp > usual)
            {
                yield return run;
                run = [];
            }

            run.Add(point);
        }

        yield return run;
    }

    private static IEnumerable<TimeSpan> Steps(MetricPoint[] series) =>
        series.Skip(1).Zip(series, (after, before) => after.Timestamp - before.Timestamp);

    private static string Describe(string statistic) => statistic switch
    {
        "Average" => "mean of each period",
        "Sum" => "sum of each period",
        "Minimum" => "lowest of each period",
        "Maximum" => "highest of each period",
        "SampleCount" => "samples of each period",
        _ => $"{statistic} of each period",
    };

    private static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture);

    private static void Text(XmlWriter xml, double x, double y, string style, string text)
    {
        xml.WriteStartElement("text");
        Attributes(xml, ("class", style), ("x", Number(x)), ("y", Number(y)));
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name);
        Attributes(xml, attributes);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, value);
    }

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
