using ImageStorage.Generation.Offline.Drawing;


namespace ImageStorage.Generation.Offline.Scenes;

/// <summary>Composes turned bodies that stand on a table from the position of their foot and their size.</summary>
/// <param name="light">The lamp.</param>
internal sealed class Turnery(Light light)
{
    /// <summary>How round the foot and the mouth of a body are seen, as a share of their radius.</summary>
    private const float View = 0.24f;

    private static readonly (float At, float Radius)[][] Vases =
    [
        [(0, 0.42f), (0.08f, 0.34f), (0.26f, 0.28f), (0.62f, 1), (1, 0.5f)],
        [(0, 0.5f), (0.05f, 0.46f), (0.4f, 0.95f), (0.55f, 1), (1, 0.42f)],
        [(0, 0.24f), (0.34f, 0.22f), (0.52f, 0.8f), (0.66f, 1), (1, 0.82f)],
        [(0, 1), (0.05f, 0.97f), (0.5f, 0.86f), (1, 0.42f)],
    ];

    public IEnumerable<ILayer> Sphere(float x, float foot, float radius, Colour colour)
    {
        var rows = new ProfileRow[(int)(radius * 2)];
        for (var row = 0; row < rows.Length; row++)
        {
            var down = row + 0.5f - radius;
            var half = MathF.Sqrt(MathF.Max(1, (radius * radius) - (down * down)));
            rows[row] = new ProfileRow(half, half, -down / half, colour);
        }

        yield return new TurnedLayer(x, (int)(foot - (radius * 1.9f)), rows, light, 0.75f, 0);
    }

    public IEnumerable<ILayer> Cone(float x, float foot, float radius, float height, Colour colour)
    {
        yield return Body(x, foot, height, radius * View, 0.2f, at => (1.5f + (radius * at), colour));
    }

    public IEnumerable<ILayer> Cylinder(float x, float foot, float radius, float height, Colour colour)
    {
        yield return Body(x, foot, height, radius * View, 0.25f, _ => (radius, colour));
        yield return new EllipseLayer(x, foot - height, radius, radius * View, colour.Lighter(0.18f), colour.Lighter(0.34f));
    }

    /// <summary>A vase with bands of a second colour; its mouth is open.</summary>
    public IEnumerable<ILayer> Vase(PictureRandom random, float x, float foot, float radius, float height, Colour colour, Colour band)
    {
        var shape = random.Pick(Vases);
        var (bandAt, bandWidth) = (random.Between(0.3f, 0.7f), random.Between(0.03f, 0.1f));
        yield return Body(x, foot, height, shape[^1].Radius * radius * View, 0.55f, at =>
        {
            var away = MathF.Abs(at - bandAt);
            var banded = away < bandWidth || (away > bandWidth * 1.5f && away < bandWidth * 1.8f);
            return (radius * RadiusAt(shape, at), banded ? band : colour);
        });
        var mouth = radius * shape[0].Radius;
        yield return new EllipseLayer(x, foot - height, mouth, mouth * View, colour.Lighter(0.3f), colour.Lighter(0.1f));
        yield return new EllipseLayer(x, foot - height + 1, mouth * 0.84f, mouth * View * 0.78f, colour.Darker(0.75f), colour.Darker(0.5f));
    }

    private TurnedLayer Body(float x, float foot, float height, float sag, float gloss, Func<float, (float Radius, Colour Colour)> at)
    {
        var rows = new ProfileRow[(int)height + (int)sag];
        for (var row = 0; row < rows.Length; row++)
        {
            var (radius, colour) = at(Math.Min(row / height, 1));
            var slope = (at(Math.Min((row + 2) / height, 1)).Radius - at(Math.Clamp((row - 2) / height, 0, 1)).Radius) * 0.25f;
            var below = (row - height + 0.5f) / sag;
            var half = below <= 0 ? radius : radius * MathF.Sqrt(MathF.Max(0, 1 - (below * below)));
            rows[row] = new ProfileRow(half, radius, below <= 0 ? slope : 0, colour);
        }

        return new TurnedLayer(x, (int)(foot - height), rows, light, gloss, sag);
    }

    private static float RadiusAt((float At, float Radius)[] shape, float at)
    {
        var next = 1;
        while (next < shape.Length - 1 && shape[next].At < at)
            next++;
        var (from, to) = (shape[next - 1], shape[next]);
        return from.Radius + ((to.Radius - from.Radius) * Easing.Smooth((at - from.At) / (to.At - from.At)));
    }
}
