namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>Text set in lines, in the largest size in which it fits, and shortened with an ellipsis when it fits in none.</summary>
internal sealed class TextBlock
{
    private const char Ellipsis = '…';

    // The smallest size fits at most this many of the narrowest letters.
    private const int MostCharacters = 900;

    private static readonly (Typeface Typeface, int Lines)[] Sizes = [(new(1.9f), 2), (new(1.55f), 3), (new(1.3f), 4), (new(1.1f), 5)];

    private TextBlock(Typeface typeface, List<string> lines) => (Typeface, Lines) = (typeface, lines);

    public Typeface Typeface { get; }

    public IReadOnlyList<string> Lines { get; }

    public int Width => Lines.Max(line => Typeface.Measure(line));

    /// <summary>From the top of the first line's capitals to the last baseline.</summary>
    public int Height => Typeface.CapitalHeight + ((Lines.Count - 1) * Typeface.LineHeight);

    /// <summary>Sets the text; null when it has no visible character.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="width">The longest line, in pixels.</param>
    public static TextBlock? Set(string text, int width)
    {
        var (plain, shortened) = PlainText.From(text, MostCharacters);
        if (plain.Length == 0)
            return null;
        foreach (var (typeface, most) in Sizes)
        {
            var lines = Wrap(plain, typeface, width, most + 1);
            if (lines.Count <= most && !shortened)
                return new TextBlock(typeface, Balance(lines, plain, typeface, width));
            if (typeface != Sizes[^1].Typeface)
                continue;
            lines = lines[..Math.Min(lines.Count, most)];
            lines[^1] = Shorten(lines[^1], typeface, width);
            return new TextBlock(typeface, lines);
        }

        throw new InvalidOperationException("The last size fits every text.");
    }

    private static List<string> Wrap(string text, Typeface typeface, int width, int most)
    {
        var lines = new List<string>();
        var rest = text;
        while (rest.Length > 0 && lines.Count < most)
        {
            var fits = Fitting(rest, typeface, width);
            var space = fits == rest.Length ? -1 : rest.LastIndexOf(' ', fits);
            // A word that is longer than a line is broken where the line ends.
            var end = space > 0 ? space : fits;
            lines.Add(rest[..end].TrimEnd(' '));
            rest = rest[end..].TrimStart(' ');
        }

        return lines;
    }

    /// <summary>Makes the same number of lines as narrow as possible, so that the last one is not much shorter than the others.</summary>
    private static List<string> Balance(List<string> lines, string text, Typeface typeface, int width)
    {
        var narrowest = lines.Count == 1 ? width : width / 2;
        while (width - narrowest > 8)
        {
            var middle = (width + narrowest) / 2;
            var narrower = Wrap(text, typeface, middle, lines.Count + 1);
            if (narrower.Count > lines.Count || narrower.Any(line => typeface.Measure(line) > middle))
                narrowest = middle;
            else
                (lines, width) = (narrower, middle);
        }

        return lines;
    }

    private static int Fitting(string text, Typeface typeface, int width)
    {
        var count = 0;
        for (var used = 0; count < text.Length; count++)
        {
            used += typeface.Advance(text[count]);
            if (used > width)
                break;
        }

        return Math.Max(count, 1);
    }

    private static string Shorten(string line, Typeface typeface, int width)
    {
        var room = width - typeface.Advance(Ellipsis);
        return line[..Fitting(line, typeface, room)].TrimEnd(' ', ',', '.', ';', ':') + Ellipsis;
    }
}
