using ImageStorage.Generation.Offline.Drawing;


namespace ImageStorage.Generation.Offline.Scenes;

/// <summary>Waves cut out of sheets of coloured paper, each with its shadow on the sheet behind.</summary>
internal sealed class PaperScene : IScene
{
    public IReadOnlyList<ILayer> Compose(PictureRandom random, Palette palette)
    {
        var noise = new NoiseField(random);
        var (sunX, sunY, radius) = (random.Between(260, 764), random.Between(220, 360), random.Between(90, 150));
        var sheets = 6 + random.Below(3);
        var start = random.Between(330, 420);
        var layers = new List<ILayer>
        {
            new GradientLayer(Picture.Size, (0, palette.Sky.Mix(palette.Zenith, 0.35f)), (0.6f, palette.Horizon)),
            new EllipseLayer(sunX + 5, sunY + 12, radius + 10, radius + 10, default, default) { Softness = 34, Opacity = 0.25f },
            new EllipseLayer(sunX, sunY, radius, radius, palette.Light.Lighter(0.3f), palette.Light.Mix(palette.Accents[0], 0.35f)),
        };
        for (var sheet = 0; sheet < sheets; sheet++)
        {
            var near = sheet / (sheets - 1f);
            var colour = Tone(palette, near);
            var baseline = start + 150 + (near * (830 - start));
            var outline = Outline.Hills(
                noise, 4 + (sheet * 5.7f), baseline, random.Between(190, 330) * (1 - (near * 0.35f)), random.Between(230, 380), 1);
            layers.Add(new RidgeLayer(outline)
            {
                Top = colour.Lighter(0.07f),
                Bottom = colour.Darker(0.12f),
                BottomAt = baseline + 160,
                Shadow = 46,
                ShadowStrength = 0.38f,
            });
        }

        return layers;
    }

    /// <summary>From the horizon's colour over an accent to the darkest, as the sheets come nearer.</summary>
    private static Colour Tone(Palette palette, float near) => near < 0.5f
        ? palette.Horizon.Mix(palette.Haze, 0.6f).Mix(palette.Accents[0].Mix(palette.Ground, 0.3f), near * 2)
        : palette.Accents[0].Mix(palette.Ground, 0.3f).Mix(palette.Dark, (near - 0.5f) * 2);
}
