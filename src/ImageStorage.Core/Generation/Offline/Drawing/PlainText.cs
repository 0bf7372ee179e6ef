using System.Text;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>
/// Converts any text to the characters of <see cref="StrokeFont"/>: letters lose their accents, spaces and line ends become one space,
/// zero-width characters are removed, and all others become the neutral glyph. The tables are here because those of the runtime depend on its
/// version and its globalization mode.
/// </summary>
internal static class PlainText
{
    // U+00C0 to U+017F.
    private const string Latin =
        "AAAAAAACEEEEIIIIDNOOOOO×OUUUUYTsaaaaaaaceeeeiiiidnooooo÷ouuuuyty" +
        "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSsSsSsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

    // U+1EA0 to U+1EF9, Vietnamese.
    private const string Vietnamese =
        "AaAaAaAaAaAaAaAaAaAaAaAaEeEeEeEeEeEeEeEeIiIiOoOoOoOoOoOoOoOoOoOoOoOoUuUuUuUuUuUuUuYyYyYyYy";

    /// <summary>The text's beginning in the font's characters, and whether there was more.</summary>
    /// <param name="text">Any text, whole characters or not.</param>
    /// <param name="limit">The maximum number of characters.</param>
    public static (string Text, bool Shortened) From(string text, int limit)
    {
        var plain = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.Length > 0 && plain.Length < limit)
        {
            // A lone surrogate is decoded as U+FFFD, the neutral glyph.
            _ = Rune.DecodeFromUtf16(rest, out var rune, out var read);
            rest = rest[read..];
            Append(plain, rune.Value);
        }

        return (plain.ToString().TrimEnd(' '), rest.Length > 0);
    }

    private static void Append(StringBuilder plain, int character)
    {
        if (IsSpace(character))
        {
            if (plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        }
        else if (Ligature(character) is { } letters)
        {
            plain.Append(letters);
        }
        else if (!HasNoWidth(character))
        {
            plain.Append(Fold(character));
        }
    }

    private static char Fold(int character) => character switch
    {
        >= 0xC0 and <= 0x17F => Latin[character - 0xC0],
        >= 0x1EA0 and <= 0x1EF9 => Vietnamese[character - 0x1EA0],
        >= 0xFF01 and <= 0xFF5E => (char)(character - 0xFF01 + '!'),
        0x1A0 => 'O',
        0x1A1 => 'o',
        0x1AF => 'U',
        0x1B0 => 'u',
        0x218 => 'S',
        0x219 => 's',
        0x21A => 'T',
        0x21B => 't',
        >= 0x2018 and <= 0x201B or 0x2032 or 0xB4 or 0x2BC => '\'',
        >= 0x201C and <= 0x201F or 0x2033 or 0xAB or 0xBB => '"',
        >= 0x2010 and <= 0x2015 or 0x2212 => '-',
        0x2022 or 0x2219 or 0x22C5 => '·',
        0xBA => '°',
        <= char.MaxValue when StrokeFont.Has((char)character) => (char)character,
        _ => StrokeFont.Neutral,
    };

    private static string? Ligature(int character) => character switch
    {
        0xC6 => "AE",
        0xE6 => "ae",
        0xDE => "Th",
        0xFE => "th",
        0xDF => "ss",
        0x132 => "IJ",
        0x133 => "ij",
        0x152 => "OE",
        0x153 => "oe",
        0xFB01 => "fi",
        0xFB02 => "fl",
        _ => null,
    };

    private static bool IsSpace(int character) => character is
        ' ' or (>= 0x09 and <= 0x0D) or 0x85 or 0xA0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x2028 or 0x2029 or 0x202F or 0x205F or 0x3000;

    /// <summary>Control characters, combining accents and vowel points, directions, joiners, variation selectors, skin tones, tags.</summary>
    private static bool HasNoWidth(int character) => character is
        < 0x20 or (>= 0x7F and <= 0x9F) or 0xAD or (>= 0x300 and <= 0x36F) or (>= 0x591 and <= 0x5C7) or 0x61C or (>= 0x64B and <= 0x65F) or
        (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0x20D0 and <= 0x20FF) or
        (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0000 and <= 0xE01EF);
}
