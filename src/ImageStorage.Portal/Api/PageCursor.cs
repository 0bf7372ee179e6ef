using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ImageStorage.Portal.Api;

/// <summary>A place in a list as a text that goes into a URL.</summary>
internal static class PageCursor
{
    /// <summary>The text; callers make nothing of it.</summary>
    public static string ToText(AssignmentCursor cursor) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{cursor.CreatedAt.UtcTicks}:{cursor.AssignmentId}")));

    /// <summary>Reads what <see cref="ToText"/> wrote; false for any other text.</summary>
    public static bool TryParse(string text, out AssignmentCursor? cursor)
    {
        cursor = null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length))
            return false;

        // The id may be any text that another application chose.
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return false;

        cursor = new AssignmentCursor(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1]);
        return true;
    }
}
