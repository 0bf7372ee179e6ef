using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>Clouds between two rows: thick where the noise is high, gone at the upper and the lower end.</summary>
/// <param name="noise">Their shapes.</param>
/// <param name="top">The first row.</param>
/// <param name="bottom">The row after the last.</param>
/// <param name="colour">Their colour.</param>
/// <param name="cover">How much of the sky they take, 0 to 1.</param>
/// <param name="opacity">How thick they are.</param>
internal sealed class CloudLayer(NoiseField noise, float top, float bottom, Colour colour, float cover, float opacity) : ILayer
{
    private const float Width = 300;
    private const float Height = 92;

    private readonly float[] _thickness = new float[Picture.Size];

    public void Paint(int y, PixelRow row)
    {
        if (y <= top || y >= bottom)
            return;
        var place = (y - top) / (bottom - top);
        var strength = opacity * Easing.Smooth(place * 4) * Easing.Smooth((1 - place) * 2.5f);
        noise.Line(y / Height, Width, 5, _thickness);
        var threshold = new Vector<float>(0.72f - (cover * 0.4f));
        for (var x = 0; x < row.Width; x += Vector<float>.Count)
        {
            var thick = (new Vector<float>(_thickness, x) - threshold) * 4.5f;
            thick = Vector.Min(Vector.Max(thick, Vector<float>.Zero), Vector<float>.One);
            (thick * thick * (new Vector<float>(3f) - (thick * 2f)) * strength).CopyTo(row.Coverage, x);
        }

        row.Blend(0, row.Width, colour);
    }
}
