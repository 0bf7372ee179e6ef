using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace ImageStorage.Completion.Scoring;

/// <summary>
/// Unicode's compatibility decomposition (https://www.unicode.org/reports/tr15/), from a table in this assembly: .NET uses the system's ICU,
/// which may be another version or missing, and a score must be the same on every machine.
/// </summary>
internal static class Decomposition
{
    // https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G24646
    private const int SyllableBase = 0xAC00;
    private const int LeadBase = 0x1100;
    private const int VowelBase = 0x1161;
    private const int TrailBase = 0x11A7;
    private const int Leads = 19;
    private const int Vowels = 21;
    private const int Trails = 28;

    private static readonly Lazy<FrozenDictionary<int, string>> Table = new(Load);

    /// <summary>Decomposes characters into letters and marks, and replaces variants of a letter by their common form.</summary>
    public static string Decompose(string text)
    {
        var parts = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!rune.IsAscii && Table.Value.TryGetValue(rune.Value, out var decomposed))
                parts.Append(decomposed);
            else
                parts.Append(rune.ToString());
        }

        return parts.ToString();
    }

    /// <summary>Composes Korean letters to syllables; other characters stay as they are.</summary>
    public static string ComposeSyllables(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            var last = composed.Length == 0 ? 0 : composed[^1];
            if (letter - VowelBase is >= 0 and < Vowels && last - LeadBase is >= 0 and < Leads)
                composed[^1] = (char)(SyllableBase + ((((last - LeadBase) * Vowels) + letter - VowelBase) * Trails));
            else if (letter - TrailBase is > 0 and < Trails
                && last - SyllableBase is >= 0 and < Leads * Vowels * Trails && (last - SyllableBase) % Trails == 0)
                composed[^1] = (char)(last + letter - TrailBase);
            else
                composed.Append(letter);
        }

        return composed.ToString();
    }

    private static FrozenDictionary<int, string> Load()
    {
        using var stream = typeof(Decomposition).Assembly.GetManifestResourceStream("ImageStorage.Completion.decompositions.txt")!;
        using var reader = new StreamReader(stream);
        var table = new Dictionary<int, string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var points = Array.ConvertAll(line.Split(' '), static point => int.Parse(point, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            table.Add(points[0], string.Concat(points.Skip(1).Select(char.ConvertFromUtf32)));
        }

        return table.ToFrozenDictionary();
    }
}
