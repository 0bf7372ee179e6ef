using System.Globalization;

namespace ImageStorage.Records.Mapping;

/// <summary>
/// A time as seconds since the Unix epoch in a double, as <c>created_at</c> has it. Today's doubles are 0.24 µs apart, so a double
/// cannot hold every tick of 0.1 µs; but a time of whole microseconds comes back as it was, and so does every double since 1987.
/// The second matters to paging: the cursor of a record that another application wrote must find that very record again.
/// </summary>
internal static class EpochSeconds
{
    private const double Year9999 = 253_402_300_799;
    private const double Year1 = -62_135_596_800;

    /// <summary>The time now, as every store can hold it: in whole microseconds.</summary>
    public static DateTimeOffset Now(TimeProvider timeProvider)
    {
        var now = timeProvider.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    public static double From(DateTimeOffset time)
    {
        // Dividing the ticks as a whole would round twice: they have more bits than a double.
        var (seconds, ticks) = Math.DivRem(time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks, TimeSpan.TicksPerSecond);
        return seconds + (ticks / (double)TimeSpan.TicksPerSecond);
    }

    /// <summary>The time that the double's shortest decimal text tells; the nearest there is for one outside of the years 1 to 9999.</summary>
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
