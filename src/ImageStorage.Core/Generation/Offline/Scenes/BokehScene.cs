using ImageStorage.Generation.Offline.Drawing;


namespace ImageStorage.Generation.Offline.Scenes;

/// <summary>Lights of a night out of focus.</summary>
internal sealed class BokehScene : IScene
{
    public IReadOnlyList<ILayer> Compose(PictureRandom random, Palette palette)
    {
        var layers = new List<ILayer>
        {
            new GradientLayer(
                Picture.Size,
                (0, palette.Dark.Darker(0.35f)), (0.55f, palette.Dark.Mix(palette.Ground, 0.5f)), (1, palette.Dark.Darker(0.3f))),
        };
        Colour[] colours = [.. palette.Accents, palette.Light, palette.Horizon];
        for (var glow = 0; glow < 5; glow++)
        {
            var radius = random.Between(260, 520);
            layers.Add(new GlowLayer(
                random.Between(0, 1024), random.Between(200, 900), radius, radius * 0.8f, random.Pick(colours), random.Between(0.18f, 0.4f)));
        }

        // Far lights are many, small and sharp, near ones few, large and soft.
        AddDiscs(layers, random, colours, 46, (8, 26), 0.55f, 1.5f);
        AddDiscs(layers, random, colours, 30, (30, 66), 0.42f, 3f);
        AddDiscs(layers, random, colours, 13, (74, 138), 0.26f, 8f);
        return layers;
    }

    private static void AddDiscs(
        List<ILayer> layers, PictureRandom random, Colour[] colours, int count, (float From, float To) sizes, float opacity, float softness)
    {
        // The lights lie along a line, as along a street or a shore.
        var (left, right) = (random.Between(320, 640), random.Between(320, 640));
        for (var disc = 0; disc < count; disc++)
        {
            var x = random.Between(-40, 1064);
            var spread = random.Between(-1, 1) * random.Between(0.2f, 1) * 420;
            var radius = random.Between(sizes.From, sizes.To);
            var colour = random.Pick(colours);
            layers.Add(new EllipseLayer(x, left + ((right - left) * x / Picture.Size) + spread, radius, radius, colour.Lighter(0.25f), colour)
            {
                Softness = softness,
                Opacity = opacity * random.Between(0.35f, 1),
                Hollow = 0.35f,
            });
        }
    }
}
