using System.Globalization;

namespace ImageStorage.Records.Mapping;

/// <summary>
/// Converts times to seconds since the Unix epoch in a double, as <c>created_at</c> is stored. Doubles of today's times are 0.24 µs apart, so
/// they cannot hold every tick of 0.1 µs; but times of whole microseconds, and all doubles since 1987, survive the round trip. The latter
/// matters to paging: the cursor of a record that another application wrote must find that record again.
/// </summary>
internal static class EpochSeconds
{
    private const double Year9999 = 253_402_300_799;
    private const double Year1 = -62_135_596_800;

    /// <summary>The current time in whole microseconds, which every store can hold.</summary>
    public static DateTimeOffset Now(TimeProvider timeProvider)
    {
        var now = timeProvider.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public static double From(DateTimeOffset time)
    {
        // Dividing all ticks at once would round twice, because they have more bits than a double.
        var (seconds, ticks) = Math.DivRem(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.TicksPerSecond);
        return seconds + (ticks / (double)TimeSpan.TicksPerSecond);
    }

    /// <summary>The time of the double's shortest decimal text; outside of the years 1 to 9999 the nearest valid time.</summary>
    public static DateTimeOffset ToTime(double seconds)
    {
        if (double.IsNaN(seconds))
            return DateTimeOffset.UnixEpoch;
        if (seconds >= Year9999)
            return DateTimeOffset.MaxValue;
        if (seconds <= Year1)
            return DateTimeOffset.MinValue;

        var exact = decimal.Parse(seconds.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
        return DateTimeOffset.UnixEpoch.AddTicks((long)decimal.Round(exact * TimeSpan.TicksPerSecond));
    }
}
