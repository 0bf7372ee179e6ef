using System.Collections.Frozen;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>
/// The font, drawn with a round pen, so that it needs no font file and no text library, and looks the same on every machine. A capital is 20
/// units high, a small x 14, the baseline is 0 and up is positive. M moves the pen, L draws a line, Q a quadratic curve (control point, end),
/// H a quarter of an ellipse that starts horizontally and V one that starts vertically.
/// </summary>
internal static class StrokeFont
{
    public const float CapitalHeight = 20;
    public const float Ascent = 23;
    public const float Descent = 7;

    /// <summary>The pen's radius, in units.</summary>
    public const float PenRadius = 1.35f;

    /// <summary>Replaces every character that the font lacks.</summary>
    public const char Neutral = '\uFFFD';

    private static readonly FrozenDictionary<char, StrokeGlyph> Glyphs = new (char Character, float Width, string Path)[]
    {
        ('A', 14, "M0 0L7 20L14 0M2 6L12 6"),
        ('B', 12, "M0 0L0 20L6 20H11 15V6 11L0 11M6 11H12 5V6 0L0 0"),
        ('C', 13, "M13 16Q11 20 7 20H0 10V7 0Q11 0 13 4"),
        ('D', 13, "M0 0L0 20L5 20H13 10V5 0L0 0"),
        ('E', 10, "M10 20L0 20L0 0L10 0M0 10L8 10"),
        ('F', 10, "M10 20L0 20L0 0M0 10L8 10"),
        ('G', 14, "M13 16Q11 20 7 20H0 10V7 0Q11 0 14 3L14 9L8 9"),
        ('H', 12, "M0 0L0 20M12 0L12 20M0 10L12 10"),
        ('I', 2, "M1 0L1 20"),
        ('J', 8, "M8 20L8 5V4 0H0 5"),
        ('K', 12, "M0 0L0 20M12 20L0 8M4 12L12 0"),
        ('L', 10, "M0 20L0 0L10 0"),
        ('M', 16, "M0 0L0 20L8 6L16 20L16 0"),
        ('N', 13, "M0 0L0 20L13 0L13 20"),
        ('O', 15, "M7 20H15 10V7 0H0 10V7 20"),
        ('P', 12, "M0 0L0 20L6 20H12 14V6 8L0 8"),
        ('Q', 15, "M7 20H15 10V7 0H0 10V7 20M9 5L15 -2"),
        ('R', 12, "M0 0L0 20L6 20H12 14V6 8L0 8M6 8L12 0"),
        ('S', 12, "M11 17Q9 20 6 20H1 15Q1 11 6 10Q12 9 12 5V6 0Q2 0 0 4"),
        ('T', 12, "M0 20L12 20M6 20L6 0"),
        ('U', 12, "M0 20L0 6V6 0H12 6L12 20"),
        ('V', 14, "M0 20L7 0L14 20"),
        ('W', 20, "M0 20L5 0L10 18L15 0L20 20"),
        ('X', 12, "M0 0L12 20M0 20L12 0"),
        ('Y', 12, "M0 20L6 10L12 20M6 10L6 0"),
        ('Z', 12, "M0 20L12 20L0 0L12 0"),
        ('a', 10, "M5 14H10 7V5 0H0 7V5 14M10 14L10 0"),
        ('b', 10, "M0 21L0 0M5 14H10 7V5 0H0 7V5 14"),
        ('c', 9, "M9 11Q8 14 5 14H0 7V5 0Q8 0 9 3"),
        ('d', 10, "M10 21L10 0M5 14H10 7V5 0H0 7V5 14"),
        ('e', 10, "M0 7L10 7V5 14H0 7V5 0Q8 0 10 3"),
        ('f', 7, "M7 21L6 21H3 17L3 0M0 14L7 14"),
        ('g', 10, "M5 14H10 7V5 0H0 7V5 14M10 14L10 -2V5 -6Q2 -6 0 -4"),
        ('h', 10, "M0 21L0 0M0 9V5 14H10 9L10 0"),
        ('i', 2, "M1 14L1 0M1 19L1 20"),
        ('j', 4, "M4 14L4 -3V1 -6L0 -6M4 19L4 20"),
        ('k', 9, "M0 21L0 0M9 14L0 5M3 8L9 0"),
        ('l', 2, "M1 21L1 0"),
        ('m', 16, "M0 14L0 0M0 10V4 14H8 10L8 0M8 10V12 14H16 10L16 0"),
        ('n', 10, "M0 14L0 0M0 9V5 14H10 9L10 0"),
        ('o', 10, "M5 14H10 7V5 0H0 7V5 14"),
        ('p', 10, "M0 14L0 -6M5 14H10 7V5 0H0 7V5 14"),
        ('q', 10, "M10 14L10 -6M5 14H10 7V5 0H0 7V5 14"),
        ('r', 6, "M0 14L0 0M0 9V5 14L6 14"),
        ('s', 9, "M8 12Q7 14 5 14H1 11Q1 8 5 7Q9 6 9 3V5 0Q2 0 0 2"),
        ('t', 7, "M3 19L3 4V6 0L7 0M0 14L7 14"),
        ('u', 10, "M0 14L0 5V5 0H10 5M10 14L10 0"),
        ('v', 10, "M0 14L5 0L10 14"),
        ('w', 16, "M0 14L4 0L8 13L12 0L16 14"),
        ('x', 9, "M0 0L9 14M0 14L9 0"),
        ('y', 10, "M0 14L5 0M10 14L3 -6"),
        ('z', 9, "M0 14L9 14L0 0L9 0"),
        ('0', 12, "M6 20H12 10V6 0H0 10V6 20"),
        ('1', 7, "M1 16L6 20L6 0"),
        ('2', 12, "M0 15V6 20H12 15Q12 10 0 0L12 0"),
        ('3', 12, "M1 17Q3 20 6 20H11 15V6 11L4 11M6 11H12 5V6 0Q2 0 0 4"),
        ('4', 12, "M9 0L9 20L0 6L12 6"),
        ('5', 12, "M11 20L2 20L1 11Q3 13 6 13H12 6V6 0Q2 0 0 3"),
        ('6', 12, "M6 13H12 6V6 0H0 6V6 13M10 20Q0 16 0 6"),
        ('7', 12, "M0 20L12 20L4 0"),
        ('8', 12, "M6 20H11 15V6 11H1 15V6 20M6 11H12 5V6 0H0 5V6 11"),
        ('9', 12, "M6 7H0 14V6 20H12 14V6 7M12 14Q12 4 2 0"),
        ('.', 2, "M1 0L1 1"),
        (',', 2, "M2 1L0 -4"),
        (':', 2, "M1 0L1 1M1 11L1 12"),
        (';', 2, "M2 1L0 -4M2 11L2 12"),
        ('!', 2, "M1 20L1 6M1 0L1 1"),
        ('?', 10, "M0 16Q1 20 5 20H10 15Q10 11 7 10Q5 9 5 6M5 0L5 1"),
        ('\'', 2, "M1 20L1 15"),
        ('"', 7, "M1 20L1 15M6 20L6 15"),
        ('(', 5, "M5 22Q0 17 0 8Q0 -1 5 -6"),
        (')', 5, "M0 22Q5 17 5 8Q5 -1 0 -6"),
        ('[', 5, "M5 22L0 22L0 -5L5 -5"),
        (']', 5, "M0 22L5 22L5 -5L0 -5"),
        ('{', 7, "M7 22Q3 22 3 18L3 11Q3 8 0 8Q3 8 3 5L3 -2Q3 -6 7 -6"),
        ('}', 7, "M0 22Q4 22 4 18L4 11Q4 8 7 8Q4 8 4 5L4 -2Q4 -6 0 -6"),
        ('-', 8, "M0 8L8 8"),
        ('_', 12, "M0 -3L12 -3"),
        ('+', 10, "M5 3L5 13M0 8L10 8"),
        ('=', 10, "M0 11L10 11M0 5L10 5"),
        ('*', 8, "M4 20L4 12M0 18L8 14M8 18L0 14"),
        ('/', 9, "M0 -3L9 21"),
        ('\\', 9, "M0 21L9 -3"),
        ('|', 2, "M1 22L1 -5"),
        ('<', 10, "M10 14L0 8L10 2"),
        ('>', 10, "M0 14L10 8L0 2"),
        ('#', 14, "M5 20L3 0M11 20L9 0M0 13L14 13M0 7L14 7"),
        ('$', 12, "M11 17Q9 20 6 20H1 15Q1 11 6 10Q12 9 12 5V6 0Q2 0 0 4M6 23L6 -3"),
        ('%', 16, "M14 20L2 0M4 20H8 16V4 12H0 16V4 20M12 8H16 4V12 0H8 4V12 8"),
        ('&', 14, "M14 0L3 14Q1 20 6 20Q11 20 10 15Q9 12 4 10Q0 8 0 5V5 0Q11 0 14 8"),
        ('@', 18, "M9 13H13 9V9 5H5 9V9 13M13 13L13 7Q13 4 15 4Q18 4 18 9V9 18H0 9V9 -1Q12 -1 14 1"),
        ('^', 10, "M0 12L5 20L10 12"),
        ('~', 12, "M0 7Q3 11 6 8Q9 5 12 9"),
        ('`', 3, "M0 21L3 17"),
        ('°', 6, "M3 20H6 17V3 14H0 17V3 20"),
        ('…', 14, "M1 0L1 1M7 0L7 1M13 0L13 1"),
        ('·', 2, "M1 8L1 9"),
        ('×', 10, "M0 3L10 13M0 13L10 3"),
        ('÷', 10, "M0 8L10 8M5 13L5 14M5 2L5 3"),
        ('€', 13, "M13 17Q11 20 8 20H2 10V8 0Q11 0 13 3M0 12L9 12M0 8L9 8"),
        ('£', 12, "M11 16Q10 20 7 20H3 15L3 5Q3 2 0 0L12 0M0 10L9 10"),
        (' ', 4, ""),
        (Neutral, 10, "M5 13L10 7L5 1L0 7L5 13"),
    }.ToFrozenDictionary(glyph => glyph.Character, glyph => new StrokeGlyph(glyph.Width, glyph.Path));

    public static IEnumerable<char> Characters => Glyphs.Keys;

    public static bool Has(char character) => Glyphs.ContainsKey(character);

    public static StrokeGlyph Glyph(char character) => Glyphs[character];
}
