using System.Buffers.Text;
using System.Text;

namespace ImageStorage.Objects.S3;

/// <summary>
/// Any text as a header value: encoded-words (RFC 2047), as S3 itself gives back metadata that is not ASCII. Plain text stays plain.
/// Text that is not well-formed UTF-16 has no such form; its invalid characters become U+FFFD.
/// </summary>
internal static class EncodedWord
{
    private const string Opening = "=?UTF-8?B?";

    // An encoded-word has at most 75 characters: 12 around it leave 63, which hold 60 of base64, which hold 45 bytes.
    private const int BytesAWord = 45;

    public static string Encode(string text)
    {
        if (IsPlain(text))
            return text;

        var words = new StringBuilder();
        var bytes = new byte[BytesAWord];
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A word never ends within a character (RFC 2047 section 5).
            if (count + rune.Utf8SequenceLength > BytesAWord)
                Flush();
            count += rune.EncodeToUtf8(bytes.AsSpan(count));
        }

        Flush();
        return words.ToString();

        void Flush()
        {
            words.Append(words.Length > 0 ? " " : "").Append(Opening).Append(Convert.ToBase64String(bytes, 0, count)).Append("?=");
            count = 0;
        }
    }

    /// <summary>Decodes every encoded-word in <paramref name="value"/>, in B or Q; other or malformed text stays as it is.</summary>
    /// <param name="value">A header's value.</param>
    public static string Decode(string value)
    {
        var text = new StringBuilder(value.Length);
        // Neighbours in one charset are joined as bytes first: other clients cut words within a character.
        var pending = new List<byte>();
        Encoding? charset = null;
        var at = 0;
        while (at < value.Length)
        {
            var start = value.IndexOf("=?", at, StringComparison.Ordinal);
            if (start < 0 || !TryParse(value, start, out var encoding, out var bytes, out var end))
            {
                Flush();
                var next = start < 0 ? value.Length : start + 2;
                text.Append(value, at, next - at);
                at = next;
                continue;
            }

            var between = value.AsSpan(at, start - at);
            if (charset is null || !between.IsWhiteSpace())
            {
                Flush();
                text.Append(between);
            }
            else if (charset.CodePage != encoding.CodePage)
            {
                Flush();
            }

            charset = encoding;
            pending.AddRange(bytes);
            at = end;
        }

        Flush();
        return text.ToString();

        void Flush()
        {
            if (charset is not null)
                text.Append(charset.GetString([.. pending]));
            pending.Clear();
            charset = null;
        }
    }

    // Spaces at the ends or in a row do not survive HTTP and the signature's canonical form.
    private static bool IsPlain(string text) =>
        text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0
        && !text.Contains("=?", StringComparison.Ordinal)
        && !text.StartsWith(' ') && !text.EndsWith(' ') && !text.Contains("  ", StringComparison.Ordinal);

    private static bool TryParse(string value, int start, out Encoding encoding, out byte[] bytes, out int end)
    {
        encoding = Encoding.UTF8;
        bytes = [];
        end = 0;
        var charsetEnd = value.IndexOf('?', start + 2);
        var formEnd = charsetEnd < 0 ? -1 : value.IndexOf('?', charsetEnd + 1);
        var close = formEnd < 0 ? -1 : value.IndexOf("?=", formEnd + 1, StringComparison.Ordinal);
        if (close < 0 || formEnd - charsetEnd != 2)
            return false;

        // RFC 2231 lets a language follow the charset.
        var charset = value[(start + 2)..charsetEnd];
        var language = charset.IndexOf('*', StringComparison.Ordinal);
        if (!TryCharset(language < 0 ? charset : charset[..language], out encoding))
            return false;

        end = close + 2;
        var content = value.AsSpan(formEnd + 1, close - formEnd - 1);
        return (value[charsetEnd + 1] | 0x20) switch
        {
            'b' => TryBase64(content, out bytes),
            'q' => TryQuoted(content, out bytes),
            _ => false,
        };
    }

    private static bool TryCharset(string name, out Encoding encoding)
    {
        try
        {
            encoding = Encoding.GetEncoding(name);
            return true;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            encoding = Encoding.UTF8;
            return false;
        }
    }

    private static bool TryBase64(ReadOnlySpan<char> content, out byte[] bytes)
    {
        bytes = new byte[content.Length];
        if (!Base64.IsValid(content) || !Convert.TryFromBase64Chars(content, bytes, out var written))
            return false;
        bytes = bytes[..written];
        return true;
    }

    private static bool TryQuoted(ReadOnlySpan<char> content, out byte[] bytes)
    {
        var decoded = new List<byte>(content.Length);
        bytes = [];
        for (var i = 0; i < content.Length; i++)
        {
            if (content[i] == '=')
            {
                if (i + 2 >= content.Length || !char.IsAsciiHexDigit(content[i + 1]) || !char.IsAsciiHexDigit(content[i + 2]))
                    return false;
                decoded.Add((byte)((Convert.ToInt32(content[i + 1].ToString(), 16) << 4) | Convert.ToInt32(content[i + 2].ToString(), 16)));
                i += 2;
            }
            else if (content[i] is > ' ' and <= '~')
            {
                decoded.Add(content[i] == '_' ? (byte)' ' : (byte)content[i]);
            }
            else
            {
                return false;
            }
        }

        bytes = [.. decoded];
        return true;
    }
}
