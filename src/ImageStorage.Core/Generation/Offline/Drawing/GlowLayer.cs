using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A soft ellipse that fades to nothing: light when its colour is light, shadow when it is dark.</summary>
internal sealed class GlowLayer(float centreX, float centreY, float radiusX, float radiusY, Colour colour, float strength) : ILayer
{
    public void Paint(int y, PixelRow row)
    {
        var down = (y - centreY) / radiusY;
        var chord = 1 - (down * down);
        if (chord <= 0)
            return;
        var half = radiusX * MathF.Sqrt(chord);
        var (from, to) = Columns.Touching(centreX - half, centreX + half, row);
        for (var x = from; x < to; x += Vector<float>.Count)
        {
            var across = (Columns.From(x) - new Vector<float>(centreX)) / radiusX;
            var depth = Vector.Max(new Vector<float>(chord) - (across * across), Vector<float>.Zero);
            (depth * depth * strength).CopyTo(row.Coverage, x);
        }

        row.Blend(from, to, colour);
    }
}
