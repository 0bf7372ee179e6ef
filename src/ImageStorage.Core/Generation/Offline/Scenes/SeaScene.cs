using System.Numerics;
using ImageStorage.Generation.Offline.Drawing;

namespace ImageStorage.Generation.Offline.Scenes;

/// <summary>The sea with the path of the sun on it, islands far out, a boat or two.</summary>
internal sealed class SeaScene : IScene
{
    public IReadOnlyList<ILayer> Compose(PictureRandom random, Palette palette)
    {
        var noise = new NoiseField(random);
        var horizon = random.Between(470, 590);
        var sky = new SkyPart(random, palette, horizon);
        var layers = new List<ILayer>(sky.Layers(noise)) { Islands(noise, random, palette, horizon) };
        layers.Add(new WaterLayer(noise, horizon, Picture.Size)
        {
            Far = palette.Horizon.Mix(palette.Sky, 0.55f),
            Near = palette.Zenith.Mix(palette.Dark, 0.55f),
            Crest = palette.Sky.Mix(palette.Horizon, 0.4f),
            Light = palette.Light,
            LightX = sky.SunX,
        });
        var boats = 1 + random.Below(2);
        for (var boat = 0; boat < boats; boat++)
        {
            var size = random.Between(60, 130) * (1 - (boat * 0.5f));
            AddBoat(layers, random, palette, random.Between(140, 884), horizon + (size * random.Between(0.5f, 1.1f)), size);
        }

        return layers;
    }

    private static RidgeLayer Islands(NoiseField noise, PictureRandom random, Palette palette, float horizon)
    {
        var outline = Outline.Hills(noise, random.Between(2, 50), horizon + 85, 190, 260, 5);
        return new RidgeLayer(outline) { Top = palette.Haze.Mix(palette.Ground, 0.45f), Bottom = palette.Haze, BottomAt = horizon };
    }

    private static void AddBoat(List<ILayer> layers, PictureRandom random, Palette palette, float x, float waterline, float size)
    {
        var hull = palette.Dark.Mix(palette.Ground, 0.3f);
        var sail = palette.Light.Mix(random.Pick(palette.Accents), 0.3f);
        var mast = waterline - (size * 0.16f);
        layers.Add(new GlowLayer(x, waterline + (size * 0.13f), size * 0.75f, size * 0.2f, palette.Dark, 0.65f));
        layers.Add(new PolygonLayer(
            sail, sail.Darker(0.18f), new Vector2(x, mast - (size * 1.25f)), new Vector2(x + (size * 0.55f), mast), new Vector2(x + 2, mast)));
        layers.Add(new PolygonLayer(
            sail.Darker(0.1f),
            sail.Darker(0.3f),
            new Vector2(x - 3, mast - (size * 1.05f)),
            new Vector2(x - 3, mast),
            new Vector2(x - (size * 0.4f), mast)));
        layers.Add(new PolygonLayer(
            hull.Lighter(0.12f),
            hull,
            new Vector2(x - (size * 0.55f), waterline - (size * 0.12f)),
            new Vector2(x + (size * 0.66f), waterline - (size * 0.14f)),
            new Vector2(x + (size * 0.42f), waterline + (size * 0.08f)),
            new Vector2(x - (size * 0.42f), waterline + (size * 0.08f))));
    }
}
