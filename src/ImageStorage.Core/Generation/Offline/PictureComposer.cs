using ImageStorage.Generation.Offline.Drawing;
using ImageStorage.Generation.Offline.Scenes;


namespace ImageStorage.Generation.Offline;

/// <summary>Composes a picture from a prompt and a seed: the prompt alone chooses the scene, both together everything else.</summary>
internal static class PictureComposer
{
    private const int Margin = 44;
    private const int Padding = 34;

    private static readonly IScene[] Scenes = [new MountainScene(), new SeaScene(), new StillLifeScene(), new PaperScene(), new BokehScene()];

    public static Picture Compose(string prompt, long seed)
    {
        var scene = new PictureRandom(prompt, -1).Pick(Scenes);
        var random = new PictureRandom(prompt, seed);
        var palette = random.Pick(Palette.All);
        var layers = new List<ILayer>(scene.Compose(random, palette));
        AddCaption(layers, prompt, palette);
        return new Picture(layers, new Film((uint)random.Next(), grain: 4, vignette: 0.34f));
    }

    /// <summary>The seed that is derived from the prompt, within the range of all models.</summary>
    public static long SeedOf(string prompt) => (long)(new PictureRandom(prompt, -2).Next() % 4294967295);

    private static void AddCaption(List<ILayer> layers, string prompt, Palette palette)
    {
        if (TextBlock.Set(prompt, Picture.Size - (2 * (Margin + Padding))) is not { } text)
            return;
        var height = text.Height + (2 * Padding);
        var width = Math.Max(text.Width + (2 * Padding), 220);
        var top = Picture.Size - Margin - height;
        layers.Add(new PlateLayer((Picture.Size - width) / 2, top, width, height, 22, palette.Dark.Darker(0.3f), 0.66f));
        layers.Add(new TextLayer(text, (Picture.Size / 2) + 1, top + Padding + 2, palette.Dark.Darker(0.6f)));
        layers.Add(new TextLayer(text, Picture.Size / 2, top + Padding, palette.Light.Lighter(0.65f)));
    }
}
