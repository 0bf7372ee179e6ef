using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>Open water from the horizon down, with waves in perspective and the path of light below the sun.</summary>
internal sealed class WaterLayer(NoiseField noise, float horizon, int height) : ILayer
{
    private readonly float[] _waves = new float[Picture.Size];

    public required Colour Far { get; init; }

    public required Colour Near { get; init; }

    public required Colour Crest { get; init; }

    public required Colour Light { get; init; }

    public required float LightX { get; init; }

    public void Paint(int y, PixelRow row)
    {
        if (y < horizon)
            return;
        var depth = (y - horizon) / (height - horizon);
        var colour = Far.Mix(Near, MathF.Sqrt(depth));
        row.Fill(colour);
        noise.Line(30 / (depth + 0.06f), 26 + (230 * depth), 3, _waves);
        Rise(row, 0.5f, 3.2f, 0.42f);
        row.Blend(0, row.Width, Crest);
        Rise(row, 0.46f, -3.2f, 0.35f);
        row.Blend(0, row.Width, Near.Darker(0.35f));
        Glitter(row, depth);
        row.Blend(0, row.Width, Light);
    }

    private void Rise(PixelRow row, float threshold, float gain, float opacity)
    {
        for (var x = 0; x < row.Width; x += Vector<float>.Count)
        {
            var rise = (new Vector<float>(_waves, x) - new Vector<float>(threshold)) * gain;
            (Vector.Min(Vector.Max(rise, Vector<float>.Zero), Vector<float>.One) * opacity).CopyTo(row.Coverage, x);
        }
    }

    private void Glitter(PixelRow row, float depth)
    {
        var reach = 60 + (230 * depth);
        for (var x = 0; x < row.Width; x += Vector<float>.Count)
        {
            var across = (Columns.From(x) - new Vector<float>(LightX)) / reach;
            var path = Vector.Max(Vector<float>.One - (across * across), Vector<float>.Zero);
            var crest = (new Vector<float>(_waves, x) - new Vector<float>(0.66f)) * 5f + path;
            (path * path * Vector.Min(Vector.Max(crest, Vector<float>.Zero), Vector<float>.One) * 0.85f).CopyTo(row.Coverage, x);
        }
    }
}
