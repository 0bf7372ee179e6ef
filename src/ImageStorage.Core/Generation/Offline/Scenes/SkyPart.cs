using ImageStorage.Generation.Offline.Drawing;


namespace ImageStorage.Generation.Offline.Scenes;

/// <summary>The sky that outdoor scenes share: gradient, stars at night, the sun or moon with its glow, clouds.</summary>
internal sealed class SkyPart(PictureRandom random, Palette palette, float horizon)
{
    private readonly float _radius = random.Between(38, 78);
    private readonly float _height = random.Between(0.34f, 0.86f);

    /// <summary>The column of the sun or moon.</summary>
    public float SunX { get; } = random.Between(190, 834);

    public IEnumerable<ILayer> Layers(NoiseField noise)
    {
        var sunY = horizon * _height;
        var edge = horizon / Picture.Size;
        yield return new GradientLayer(Picture.Size, (0, palette.Zenith), (edge * 0.55f, palette.Sky), (edge, palette.Horizon));
        for (var star = 0; palette.Night && star < 150; star++)
            yield return Star();
        yield return new GlowLayer(SunX, sunY, 620, 520, palette.Light, palette.Night ? 0.35f : 0.6f);
        yield return new GlowLayer(SunX, sunY, _radius * 3.2f, _radius * 3.2f, palette.Light, 0.7f);
        yield return new EllipseLayer(SunX, sunY, _radius, _radius, palette.Light.Lighter(0.4f), palette.Light) { Softness = 1.6f };
        var cover = random.Between(0.25f, 0.75f);
        yield return new CloudLayer(
            noise, horizon * 0.04f, horizon * 1.02f, palette.Light.Mix(palette.Sky, 0.25f), cover, palette.Night ? 0.3f : 0.75f);
    }

    private EllipseLayer Star()
    {
        var radius = random.Between(0.5f, 1.6f);
        var colour = new Colour(255, 250, 235);
        return new EllipseLayer(random.Between(0, 1024), random.Between(0, horizon * 0.85f), radius, radius, colour, colour)
        {
            Softness = 1.4f,
            Opacity = random.Between(0.3f, 0.95f),
        };
    }
}
