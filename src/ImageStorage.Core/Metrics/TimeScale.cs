using System.Globalization;

namespace ImageStorage.Metrics;

/// <summary>A time axis in UTC, with labels at round times: on the hour, at midnight.</summary>
internal sealed class TimeScale
{
    private const int MostLabels = 8;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
        TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7),
        TimeSpan.FromDays(14),
        TimeSpan.FromDays(28), TimeSpan.FromDays(91),
    ];

    private readonly TimeSpan _step;

    public TimeScale(DateTimeOffset first, DateTimeOffset last)
    {
        // A single point is drawn in the middle of an hour.
        (First, Last) = first == last ? (first.AddMinutes(-30), last.AddMinutes(30)) : (first, last);
        var range = Last - First;
        _step = Steps.FirstOrDefault(
            step => range / step <= MostLabels,
            TimeSpan.FromTicks(((range.Ticks / MostLabels / TimeSpan.TicksPerDay) + 1) * TimeSpan.TicksPerDay));
    }

    public DateTimeOffset First { get; }

    public DateTimeOffset Last { get; }

    /// <summary>0 at the beginning, 1 at the end.</summary>
    public double Share(DateTimeOffset time) => (time - First) / (Last - First);

    public IEnumerable<(DateTimeOffset Time, string Text)> Labels()
    {
        var ticks = ((First.UtcTicks + _step.Ticks - 1) / _step.Ticks) * _step.Ticks;
        for (var time = new DateTimeOffset(ticks, TimeSpan.Zero); time <= Last; time += _step)
            yield return (time, Text(time));
    }

    private string Text(DateTimeOffset time) => time.ToString(
        _step >= TimeSpan.FromDays(1) || time.TimeOfDay == TimeSpan.Zero ? "d MMM" : "HH:mm", CultureInfo.InvariantCulture);
}
