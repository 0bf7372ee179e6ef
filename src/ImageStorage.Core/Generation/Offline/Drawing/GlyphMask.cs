using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A character drawn at one size: how much of each pixel the pen's line covers.</summary>
internal sealed class GlyphMask
{
    private readonly float[] _coverage;

    /// <param name="glyph">The character.</param>
    /// <param name="scale">Pixels per unit of the font.</param>
    public GlyphMask(StrokeGlyph glyph, float scale)
    {
        var pen = StrokeFont.PenRadius * scale;
        Margin = (int)pen + 2;
        Baseline = Margin + (int)(StrokeFont.Ascent * scale);
        Width = (2 * Margin) + (int)(glyph.Width * scale) + 1;
        Height = Baseline + (int)(StrokeFont.Descent * scale) + Margin;
        _coverage = new float[Width * Height];
        foreach (var (from, to) in glyph.Pieces)
            Stroke(Place(from, scale), Place(to, scale), pen);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Columns to the left of the glyph that only the pen's thickness reaches.</summary>
    public int Margin { get; }

    /// <summary>Rows from the top of the mask to the baseline.</summary>
    public int Baseline { get; }

    public ReadOnlySpan<float> Row(int y) => _coverage.AsSpan(y * Width, Width);

    private Vector2 Place(Vector2 point, float scale) => new(Margin + (point.X * scale), Baseline - (point.Y * scale));

    private void Stroke(Vector2 from, Vector2 to, float pen)
    {
        var along = to - from;
        var length = MathF.Max((along.X * along.X) + (along.Y * along.Y), 1e-6f);
        var reach = pen + 1;
        var (left, right) = (Cut(MathF.Min(from.X, to.X) - reach, Width), Cut(MathF.Max(from.X, to.X) + reach, Width));
        var (top, bottom) = (Cut(MathF.Min(from.Y, to.Y) - reach, Height), Cut(MathF.Max(from.Y, to.Y) + reach, Height));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var (awayX, awayY) = (x - from.X, y - from.Y);
                var share = Math.Clamp(((awayX * along.X) + (awayY * along.Y)) / length, 0, 1);
                (awayX, awayY) = (awayX - (along.X * share), awayY - (along.Y * share));
                var cover = Math.Clamp(pen + 0.5f - MathF.Sqrt((awayX * awayX) + (awayY * awayY)), 0, 1);
                ref var pixel = ref _coverage[(y * Width) + x];
                pixel = MathF.Max(pixel, cover);
            }
        }
    }

    private static int Cut(float place, int limit) => (int)Math.Clamp(place, 0, limit - 1);
}
