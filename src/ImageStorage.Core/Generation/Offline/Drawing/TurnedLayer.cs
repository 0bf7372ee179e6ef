namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A body turned on a lathe and lit from a side: sphere, cone, cylinder, vase, according to its profile.</summary>
/// <param name="centreX">Its axis.</param>
/// <param name="top">Its first row.</param>
/// <param name="profile">Its rows.</param>
/// <param name="light">Where the light comes from.</param>
/// <param name="gloss">How strong its highlight is, 0 to 1.</param>
/// <param name="tilt">How many pixels a ring on it sags in the middle, because it is seen from above.</param>
internal sealed class TurnedLayer(float centreX, int top, ProfileRow[] profile, Light light, float gloss, float tilt) : ILayer
{
    public void Paint(int y, PixelRow row)
    {
        var at = y - top;
        if (at < 0 || at >= profile.Length)
            return;
        var (half, radius, slope, _) = profile[at];
        var (from, to) = Columns.Touching(centreX - half - 1, centreX + half + 1, row);
        var outward = 1 / MathF.Sqrt(1 + (slope * slope));
        for (var x = from; x < to; x++)
        {
            var coverage = Math.Clamp(half - MathF.Abs(x - centreX) + 0.5f, 0, 1);
            var across = Math.Clamp((x - centreX) / radius, -1, 1);
            var towards = MathF.Sqrt(1 - (across * across));
            var own = profile[Math.Clamp(at - (int)(tilt * towards), 0, profile.Length - 1)].Colour;
            row.Blend(x, coverage, light.Shade(own, across * outward, -slope * outward, towards * outward, gloss));
        }
    }
}
