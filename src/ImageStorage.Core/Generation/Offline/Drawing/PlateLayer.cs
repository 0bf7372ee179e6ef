using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A rectangle with round corners and a soft shadow.</summary>
internal sealed class PlateLayer(float left, float top, float width, float height, float corner, Colour colour, float opacity) : ILayer
{
    private const float ShadowReach = 26;
    private const float ShadowStrength = 0.28f;
    private const float ShadowDrop = 6;

    public void Paint(int y, PixelRow row)
    {
        Paint(y - ShadowDrop, ShadowReach, ShadowStrength, default, row);
        Paint(y, 1, opacity, colour, row);
    }

    private void Paint(float y, float softness, float strength, Colour paint, PixelRow row)
    {
        if (y < top - softness || y > top + height + softness)
            return;
        var (from, to) = Columns.Touching(left - softness, left + width + softness, row);
        var down = MathF.Max(MathF.Abs(y - top - (height / 2)) - (height / 2) + corner, 0);
        for (var x = from; x < to; x += Vector<float>.Count)
        {
            var across = Vector.Abs(Columns.From(x) - new Vector<float>(left + (width / 2))) - new Vector<float>((width / 2) - corner);
            across = Vector.Max(across, Vector<float>.Zero);
            var inside = new Vector<float>(corner) - Vector.SquareRoot((across * across) + new Vector<float>(down * down));
            var cover = Vector.Min(Vector.Max((inside / softness) + new Vector<float>(0.5f), Vector<float>.Zero), Vector<float>.One);
            (cover * cover * strength).CopyTo(row.Coverage, x);
        }

        row.Blend(from, to, paint);
    }
}
