using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A convex polygon, with a gradient from its first row to its last.</summary>
internal sealed class PolygonLayer : ILayer
{
    private readonly Vector2[] _corners;
    private readonly Colour _top;
    private readonly Colour _bottom;
    private readonly (float Left, float Top, float Right, float Bottom) _bounds;

    /// <param name="top">The colour of its highest corner.</param>
    /// <param name="bottom">The colour of its lowest corner.</param>
    /// <param name="corners">At least three, clockwise as they are seen.</param>
    public PolygonLayer(Colour top, Colour bottom, params Vector2[] corners)
    {
        (_top, _bottom, _corners) = (top, bottom, corners);
        _bounds = (corners.Min(c => c.X), corners.Min(c => c.Y), corners.Max(c => c.X), corners.Max(c => c.Y));
    }

    public void Paint(int y, PixelRow row)
    {
        if (y < _bounds.Top - 1 || y > _bounds.Bottom + 1)
            return;
        var (from, to) = Columns.Touching(_bounds.Left - 1, _bounds.Right + 1, row);
        Array.Fill(row.Coverage, 1f, from, to - from);
        for (var i = 0; i < _corners.Length; i++)
            Cut(_corners[i], _corners[(i + 1) % _corners.Length], y, from, to, row.Coverage);
        row.Blend(from, to, _top.Mix(_bottom, Math.Clamp((y - _bounds.Top) / (_bounds.Bottom - _bounds.Top), 0, 1)));
    }

    /// <summary>Takes away what lies to the left of one side, by its distance from it.</summary>
    private static void Cut(Vector2 start, Vector2 end, int y, int from, int to, float[] coverage)
    {
        var (alongX, alongY) = (end.X - start.X, end.Y - start.Y);
        var length = MathF.Sqrt((alongX * alongX) + (alongY * alongY));
        var (slope, rise) = (-alongY / length, alongX / length * (y - start.Y));
        for (var x = from; x < to; x += Vector<float>.Count)
        {
            var inside = ((Columns.From(x) - new Vector<float>(start.X)) * slope) + new Vector<float>(rise + 0.5f);
            Vector.Max(Vector.Min(new Vector<float>(coverage, x), inside), Vector<float>.Zero).CopyTo(coverage, x);
        }
    }
}
