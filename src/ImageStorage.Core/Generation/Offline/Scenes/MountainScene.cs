using ImageStorage.Generation.Offline.Drawing;


namespace ImageStorage.Generation.Offline.Scenes;

/// <summary>Ranges behind ranges in haze, hills, and a wood in front.</summary>
internal sealed class MountainScene : IScene
{
    public IReadOnlyList<ILayer> Compose(PictureRandom random, Palette palette)
    {
        var noise = new NoiseField(random);
        var horizon = random.Between(560, 660);
        var layers = new List<ILayer>(new SkyPart(random, palette, horizon).Layers(noise));
        var ranges = 3 + random.Below(3);
        for (var range = 0; range < ranges; range++)
        {
            var near = (range + 1f) / (ranges + 1);
            var baseline = horizon + (near * 250);
            var outline = Outline.Mountains(
                noise, 3 + (range * 7.3f), baseline, random.Between(230, 340) * (1.15f - (near * 0.65f)), 330 - (near * 110));
            layers.Add(Range(outline, palette, near, baseline));
        }

        layers.Add(Wood(noise, random, palette, 905, 120, 64, palette.Ground.Mix(palette.Dark, 0.45f)));
        layers.Add(Wood(noise, random, palette, 1010, 150, 104, palette.Dark));
        return layers;
    }

    private static RidgeLayer Range(float[] outline, Palette palette, float near, float baseline) => new(outline)
    {
        Top = palette.Haze.Mix(palette.Ground, near),
        Bottom = palette.Haze.Mix(palette.Horizon, 0.55f - (near * 0.35f)).Mix(palette.Ground, near * 0.4f),
        BottomAt = baseline + 60,
    };

    private static RidgeLayer Wood(NoiseField noise, PictureRandom random, Palette palette, float baseline, float height, float trees, Colour colour)
    {
        var outline = Outline.Hills(noise, random.Between(20, 60), baseline, height, 420, 3);
        Outline.Plant(outline, random, trees);
        return new RidgeLayer(outline) { Top = colour, Bottom = colour.Mix(palette.Dark, 0.6f), BottomAt = Picture.Size };
    }
}
