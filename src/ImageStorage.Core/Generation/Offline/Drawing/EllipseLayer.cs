using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A filled ellipse with a sharp or soft edge; a bokeh disc when its rim is brighter than its middle.</summary>
internal sealed class EllipseLayer(float centreX, float centreY, float radiusX, float radiusY, Colour top, Colour bottom) : ILayer
{
    /// <summary>Pixels over which the edge fades; 1 is a sharp, anti-aliased edge.</summary>
    public float Softness { get; init; } = 1;

    public float Opacity { get; init; } = 1;

    /// <summary>How much of the opacity the middle lacks, 0 to 1.</summary>
    public float Hollow { get; init; }

    public void Paint(int y, PixelRow row)
    {
        var reachX = radiusX + Softness;
        var down = (y - centreY) / radiusY;
        var reach = (y - centreY) / (radiusY + Softness);
        if (reach * reach >= 1)
            return;
        var half = reachX * MathF.Sqrt(1 - (reach * reach));
        var (from, to) = Columns.Touching(centreX - half, centreX + half, row);
        Cover(from, to, down, row.Coverage);
        row.Blend(from, to, top.Mix(bottom, Math.Clamp((down + 1) * 0.5f, 0, 1)));
    }

    /// <summary>
    /// Approximates the distance from the edge by the ellipse's equation over the length of its gradient, which is exact for a circle.
    /// </summary>
    private void Cover(int from, int to, float down, float[] coverage)
    {
        var downSquared = new Vector<float>(down * down);
        var steepness = new Vector<float>(((down / radiusY) * (down / radiusY)) + 1e-9f);
        for (var x = from; x < to; x += Vector<float>.Count)
        {
            var across = (Columns.From(x) - new Vector<float>(centreX)) / radiusX;
            var squared = (across * across) + downSquared;
            var gradient = Vector.SquareRoot(((across / radiusX) * (across / radiusX)) + steepness);
            var inside = (Vector<float>.One - squared) * 0.5f / gradient;
            var cover = Vector.Min(Vector.Max((inside / Softness) + new Vector<float>(0.5f), Vector<float>.Zero), Vector<float>.One);
            var middle = Vector.Max(Vector<float>.One - (squared * squared), Vector<float>.Zero);
            (cover * (Vector<float>.One - (middle * Hollow)) * Opacity).CopyTo(coverage, x);
        }
    }
}
