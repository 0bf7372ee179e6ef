using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace ImageStorage.Metrics;

public class MetricChartTests
{
    private static readonly DateTimeOffset Beginning = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_holds_each_point_with_its_time_and_value()
    {
        var points = Series(MetricSource.S3, "AllRequests", "Count", [5, 0, 12, 7]);

        var circles = Draw(points).Descendants(Svg + "circle").ToArray();

        Assert.Equal(
            points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.Timestamp:d MMM yyyy HH:mm}: {point.Value}")),
            circles.Select(circle => circle.Element(Svg + "title")!.Value));
        // Of the largest value the point is the highest, and SVG counts downwards.
        Assert.Equal(2, Array.IndexOf(circles, circles.MinBy(circle => double.Parse(circle.Attribute("cy")!.Value, CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void ToSvg_has_a_panel_for_each_metric_with_its_unit()
    {
        var text = Draw(
            [.. Series(MetricSource.S3, "BucketSizeBytes", "Bytes", [3 << 20]), .. Series(MetricSource.CloudFront, "CacheHitRate", "Percent", [90, 95])])
            .Descendants(Svg + "text").Select(element => element.Value).ToArray();

        Assert.Contains("BucketSizeBytes", text);
        Assert.Contains("CacheHitRate", text);
        Assert.Contains("MiB", text);
        Assert.Contains("%", text);
    }

    [Fact]
    public void ToSvg_draws_no_line_over_a_gap()
    {
        var points = Series(MetricSource.S3, "AllRequests", "Count", [1, 2, 3, 4, 5, 6]);

        var lines = Draw([.. points[..2], .. points[4..]]).Descendants(Svg + "polyline");

        Assert.Equal(2, lines.Count());
    }

    [Fact]
    public void ToSvg_of_nothing_says_so() =>
        Assert.Contains(Draw([]).Descendants(Svg + "text"), text => text.Value.StartsWith("There are no points", StringComparison.Ordinal));

    [Fact]
    public void ToSvg_takes_any_title()
    {
        var svg = XDocument.Parse(Encoding.UTF8.GetString(new MetricChart([], "a < b & \"c\"").ToSvg()));

        Assert.Equal("a < b & \"c\"", svg.Root!.Element(Svg + "title")!.Value);
    }

    [Theory]
    [InlineData(0, "Count", 4)]
    [InlineData(3, "Count", 3)]
    [InlineData(97, "Percent", 100)]
    [InlineData(1000, "Count", 1000)]
    [InlineData(5 << 20, "Bytes", 6 << 20)]
    public void The_axis_of_values_ends_at_a_round_number_above_them(double highest, string unit, double expected)
    {
        var scale = new ValueScale(highest, unit);

        Assert.InRange(scale.Highest, Math.Max(highest, 1), Math.Max(expected, 1) * 1.34);
        Assert.InRange(scale.Ticks().Count(), 2, 7);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(24, 8)]
    [InlineData(24 * 30, 8)]
    [InlineData(24 * 455, 8)]
    public void The_axis_of_times_has_few_labels_on_round_times(int hours, int most)
    {
        var labels = new TimeScale(Beginning.AddMinutes(7), Beginning.AddHours(hours)).Labels().ToArray();

        Assert.InRange(labels.Length, 2, most + 1);
        Assert.All(labels, label => Assert.Equal(0, label.Time.Second));
    }

    private static XDocument Draw(IReadOnlyList<MetricPoint> points) => XDocument.Parse(Encoding.UTF8.GetString(new MetricChart(points, "school-images").ToSvg()));

    private static MetricPoint[] Series(MetricSource source, string name, string unit, double[] values) =>
        values.Select((value, index) => new MetricPoint(source, name, "Sum", Beginning.AddMinutes(5 * index), value, unit)).ToArray();
}
