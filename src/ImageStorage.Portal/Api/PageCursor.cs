using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ImageStorage.Portal.Api;

/// <summary>A position in a list, encoded for use in a URL.</summary>
internal static class PageCursor
{
    /// <summary>Encodes a cursor; the text is opaque to callers.</summary>
    public static string ToText(AssignmentCursor cursor) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{cursor.CreatedAt.UtcTicks}:{cursor.AssignmentId}")));

    /// <summary>Decodes a text of <see cref="ToText"/>; false for any other text.</summary>
    public static bool TryParse(string text, out AssignmentCursor? cursor)
    {
        cursor = null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var length))
            return false;

        // Another application may have chosen an id with a colon.
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks)
            return false;

        cursor = new AssignmentCursor(new DateTimeOffset(ticks, TimeSpan.Zero), parts[1]);
        return true;
    }
}
