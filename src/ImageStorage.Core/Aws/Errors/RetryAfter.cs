using System.Globalization;

namespace ImageStorage.Aws.Errors;

/// <summary>Reads a <c>Retry-After</c> header: seconds, or a date (RFC 9110 section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait; null when the header is missing or malformed.</summary>
    /// <param name="value">The header's value.</param>
    /// <param name="date">The answer's <c>Date</c> header: the server's clock, which its dates refer to.</param>
    public static TimeSpan? Parse(string? value, string? date)
    {
        value = value?.Trim();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(seconds);
        if (!TryDate(value, out var at))
            return null;

        var now = TryDate(date, out var serverNow) ? serverNow : TimeProvider.System.GetUtcNow();
        return at > now ? at - now : TimeSpan.Zero;
    }

    private static bool TryDate(string? value, out DateTimeOffset date) => DateTimeOffset.TryParseExact(
        value, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces, out date);
}
