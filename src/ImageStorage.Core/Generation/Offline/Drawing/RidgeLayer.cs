using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>Everything below an outline: a hill, a wave, a wood, a sheet of paper with its shadow on what lies behind.</summary>
internal sealed class RidgeLayer : ILayer
{
    private readonly float[] _outline;
    private readonly float[] _sharpness;
    private readonly float _peak;
    private readonly float _lowest;

    /// <param name="outline">For each column the row at which it begins.</param>
    public RidgeLayer(float[] outline)
    {
        _outline = outline;
        _sharpness = new float[outline.Length];
        for (var x = 0; x < outline.Length; x++)
        {
            var slope = MathF.Abs(outline[Math.Min(x + 1, outline.Length - 1)] - outline[Math.Max(x - 1, 0)]) * 0.5f;
            // A steep edge crosses many rows of its column, so it fades over as many; otherwise it would show steps.
            _sharpness[x] = 1 / MathF.Max(1, slope);
        }

        _peak = outline.Min();
        _lowest = outline.Max();
    }

    public required Colour Top { get; init; }

    public required Colour Bottom { get; init; }

    /// <summary>The row at which <see cref="Bottom"/> is reached.</summary>
    public required float BottomAt { get; init; }

    /// <summary>How far the shadow reaches above the outline, in pixels; 0 for none.</summary>
    public float Shadow { get; init; }

    public float ShadowStrength { get; init; } = 0.4f;

    public void Paint(int y, PixelRow row)
    {
        if (Shadow > 0 && y > _peak - Shadow && y < _lowest)
            CastShadow(y, row);
        // Half of the steepest fade lies above the outline.
        if (y < _peak - 24)
            return;
        for (var x = 0; x < row.Width; x += Vector<float>.Count)
        {
            var below = (new Vector<float>(y + 0.5f) - new Vector<float>(_outline, x)) * new Vector<float>(_sharpness, x);
            Vector.Min(Vector.Max(below + new Vector<float>(0.5f), Vector<float>.Zero), Vector<float>.One).CopyTo(row.Coverage, x);
        }

        row.Blend(0, row.Width, Top.Mix(Bottom, Easing.Smooth((y - _peak) / (BottomAt - _peak))));
    }

    private void CastShadow(int y, PixelRow row)
    {
        for (var x = 0; x < row.Width; x += Vector<float>.Count)
        {
            var near = Vector<float>.One - ((new Vector<float>(_outline, x) - new Vector<float>(y)) * (1 / Shadow));
            near = Vector.Min(Vector.Max(near, Vector<float>.Zero), Vector<float>.One);
            (near * near * ShadowStrength).CopyTo(row.Coverage, x);
        }

        row.Blend(0, row.Width, default);
    }
}
