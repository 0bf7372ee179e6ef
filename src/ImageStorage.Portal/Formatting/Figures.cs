using System.Globalization;

namespace ImageStorage.Portal.Formatting;

/// <summary>Numbers as people read them.</summary>
internal static class Figures
{
    private const double Kibi = 1024;

    /// <summary>Bytes in the largest unit that leaves a number of at least one.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => Text($"{bytes} bytes"),
        < 1024 * 1024 => Text($"{bytes / Kibi:0.#} KiB"),
        _ => Text($"{bytes / Kibi / Kibi:0.##} MiB"),
    };

    /// <summary>A share of 0 to 1 in per cent.</summary>
    public static string Percent(double share) => Text($"{share * 100:0.#} %");

    /// <summary>A duration in seconds.</summary>
    public static string Seconds(TimeSpan duration) => Text($"{duration.TotalSeconds:0.0} s");

    /// <summary>A moment for people.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("d MMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A moment for machines.</summary>
    public static string MachineMoment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A score of 0 to 100.</summary>
    public static string Score(double score) => Text($"{score:0.#}");

    /// <summary>Width and height of <c>WxH</c>; null for what is not that, for other applications write records too.</summary>
    public static (int Width, int Height)? Dimensions(string? dimensions) =>
        dimensions?.Split('x') is [var width, var height]
        && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var w)
        && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
        && w > 0 && h > 0
            ? (w, h)
            : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
