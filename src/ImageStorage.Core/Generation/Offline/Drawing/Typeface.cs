using System.Collections.Concurrent;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>The font at one size. Glyphs are drawn when first used, and kept: there are a hundred of them and four sizes.</summary>
/// <param name="scale">Pixels a unit of the font.</param>
internal sealed class Typeface(float scale)
{
    private const float Tracking = 5;
    private const float Leading = 33;

    private readonly ConcurrentDictionary<char, GlyphMask> _masks = new();

    /// <summary>Pixels from one baseline to the next.</summary>
    public int LineHeight { get; } = (int)(Leading * scale);

    /// <summary>Pixels from the top of a capital to the baseline.</summary>
    public int CapitalHeight { get; } = (int)(StrokeFont.CapitalHeight * scale);

    public GlyphMask Mask(char character) => _masks.GetOrAdd(character, c => new GlyphMask(StrokeFont.Glyph(c), scale));

    /// <summary>Pixels from the start of a character to the start of the next.</summary>
    public int Advance(char character) => (int)((StrokeFont.Glyph(character).Width + Tracking) * scale);

    public int Measure(ReadOnlySpan<char> text)
    {
        var width = 0;
        foreach (var character in text)
            width += Advance(character);
        return width;
    }
}
