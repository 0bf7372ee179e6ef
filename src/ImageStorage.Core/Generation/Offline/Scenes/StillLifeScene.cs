using System.Numerics;
using ImageStorage.Generation.Offline.Drawing;

namespace ImageStorage.Generation.Offline.Scenes;

/// <summary>Vases, balls, cones and cubes on a table in the light of one lamp.</summary>
internal sealed class StillLifeScene : IScene
{
    private const float TableEdge = 560;

    public IReadOnlyList<ILayer> Compose(PictureRandom random, Palette palette)
    {
        var lampSide = random.Chance(0.5f) ? -1f : 1f;
        var table = palette.Haze.Mix(palette.Accents[1], 0.25f);
        var light = new Light(lampSide * 0.75f, -0.75f, 0.85f, table.Lighter(0.25f));
        var wall = palette.Sky.Mix(palette.Haze, 0.4f);
        var layers = new List<ILayer>
        {
            new GradientLayer(Picture.Size, (0, wall.Darker(0.4f)), (0.54f, wall.Darker(0.08f))),
            new GlowLayer(512 + (lampSide * 300), 240, 800, 620, palette.Light, 0.6f),
            new PolygonLayer(
                table.Darker(0.2f), table.Lighter(0.12f), new(-9, TableEdge), new(1033, TableEdge), new(1033, 1040), new(-9, 1040)),
            new GlowLayer(512, TableEdge, 900, 22, table.Darker(0.6f), 0.35f),
            new GlowLayer(512 + (lampSide * 160), 800, 700, 230, palette.Light, 0.35f),
        };
        var turnery = new Turnery(light);
        var colours = palette.Accents.OrderBy(_ => random.Next()).ToArray();
        AddRow(layers, turnery, random, colours, lampSide, 640, 4, 1);
        AddRow(layers, turnery, random, colours, lampSide, 742, 3, 0.62f);
        return layers;
    }

    /// <summary>One row of things side by side; the row behind is higher, the one in front lower.</summary>
    private static void AddRow(
        List<ILayer> layers, Turnery turnery, PictureRandom random, Colour[] colours, float lampSide, float line, int count, float size)
    {
        var first = random.Below(5);
        // The bodies are added after all shadows, so that shadows fall on the table but not on other bodies.
        var bodies = new List<ILayer>();
        var start = random.Between(145, 185);
        for (var thing = 0; thing < count; thing++)
        {
            var x = start + (thing * (694f / (count - 1))) + random.Between(-35, 35);
            var foot = line + random.Between(-22, 22);
            var radius = random.Between(84, 112) * size;
            var colour = colours[(thing + count) % colours.Length];
            layers.Add(new GlowLayer(x - (lampSide * radius * 0.85f), foot + (radius * 0.05f), radius * 2.1f, radius * 0.42f, default, 0.5f));
            layers.Add(new GlowLayer(x, foot + (radius * 0.08f), radius * 1.15f, radius * 0.3f, default, 0.65f));
            bodies.AddRange(((first + thing) % 5) switch
            {
                0 => turnery.Sphere(x, foot, radius, colour),
                1 => turnery.Vase(
                    random, x, foot, radius, radius * random.Between(2.7f, 3.6f), colour, colours[(thing + 1) % colours.Length].Lighter(0.35f)),
                2 => turnery.Cone(x, foot, radius * 0.9f, radius * random.Between(2.2f, 2.9f), colour),
                3 => Cube(x, foot, radius, lampSide, colour),
                _ => turnery.Cylinder(x, foot, radius * 0.72f, radius * random.Between(1.5f, 2.6f), colour),
            });
        }

        layers.AddRange(bodies);
    }

    private static IEnumerable<ILayer> Cube(float x, float foot, float radius, float lampSide, Colour colour)
    {
        var (half, rise, height) = (radius * 0.95f, radius * 0.26f, radius * 1.3f);
        var front = foot + (rise * 0.9f);
        Vector2 low = new(x, front), left = new(x - half, front - rise), right = new(x + half, front - rise), up = new(0, -height);
        var (leftTone, rightTone) = lampSide < 0 ? (0.05f, 0.5f) : (0.5f, 0.05f);
        yield return new PolygonLayer(colour.Darker(leftTone), colour.Darker(leftTone + 0.16f), left + up, low + up, low, left);
        yield return new PolygonLayer(colour.Darker(rightTone), colour.Darker(rightTone + 0.16f), low + up, right + up, right, low);
        yield return new PolygonLayer(
            colour.Lighter(0.22f), colour.Lighter(0.36f), left + up, low + up - new Vector2(0, 2 * rise), right + up, low + up);
    }
}
