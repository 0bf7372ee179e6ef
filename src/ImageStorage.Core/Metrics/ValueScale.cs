using System.Globalization;

namespace ImageStorage.Metrics;

/// <summary>A value axis from zero with round ticks, labelled in a readable unit.</summary>
internal sealed class ValueScale
{
    private const int Steps = 4;

    private static readonly (double Size, string Name)[] Binary =
        [(1L << 40, "TiB"), (1L << 30, "GiB"), (1L << 20, "MiB"), (1L << 10, "KiB"), (1, "B")];
    private static readonly (double Size, string Name)[] Decimal = [(1e9, "G"), (1e6, "M"), (1e3, "k"), (1, "")];

    private readonly string _unit;
    private readonly double _size;
    private readonly string _suffix;

    public ValueScale(double highest, string unit)
    {
        _unit = unit;
        highest = Math.Max(highest, 0);
        (_size, _suffix) = (unit == "Bytes" ? Binary : unit is "Milliseconds" && highest >= 10_000 ? [(1000, "s")] : Decimal).FirstOrDefault(
            size => highest >= size.Size, (1, unit == "Bytes" ? "B" : ""));
        Step = NiceStep(highest / _size / Steps) * _size;
        // Counts are whole numbers.
        if (unit == "Count" && Step < 1)
            Step = 1;
        Highest = Math.Max(Step, Math.Ceiling((highest / Step) - 1e-9) * Step);
        // The axis of percentages ends at 100.
        if (unit == "Percent" && highest <= 100 && Highest > 100)
            Highest = 100;
    }

    public double Step { get; }

    public double Highest { get; }

    /// <summary>The label of the axis: <c>%</c>, <c>ms</c>, <c>MiB</c>, <c>count</c>.</summary>
    public string AxisUnit => _unit switch
    {
        "Bytes" => _suffix,
        "Percent" => "%",
        "Milliseconds" => _suffix == "s" ? "s" : "ms",
        "Count" => "count",
        _ => _unit,
    };

    public IEnumerable<double> Ticks()
    {
        for (var index = 0; index * Step <= Highest * (1 + 1e-9); index++)
            yield return index * Step;
    }

    public string TickText(double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{value / _size:0.###}{(_unit == "Count" && value > 0 ? _suffix : "")}");

    /// <summary>A value with its unit.</summary>
    public string Text(double value) => _unit == "Count"
        ? string.Create(CultureInfo.InvariantCulture, $"{value:#,0.##}")
        : string.Create(CultureInfo.InvariantCulture, $"{value / _size:#,0.##} {AxisUnit}");

    private static double NiceStep(double rough)
    {
        if (rough <= 0)
            return 1;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return magnitude * ((rough / magnitude) switch { <= 1 => 1, <= 2 => 2, <= 2.5 => 2.5, <= 5 => 5, _ => 10 });
    }
}
