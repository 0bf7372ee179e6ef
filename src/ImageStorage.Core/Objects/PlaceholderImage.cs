using ImageStorage.Generation.Offline.Drawing;
using ImageStorage.Optimization;
using NetVips;

namespace ImageStorage.Objects;

/// <summary>The placeholder for a stored picture that is missing or whose store fails: a picture's outline and a text.</summary>
internal static class PlaceholderImage
{
    /// <summary>Width and height in pixels.</summary>
    public const int Size = 512;

    private const int Quality = 90;

    // Not kept when it fails: the next caller tries again.
    private static readonly Lazy<byte[]> Drawn = new(Draw, LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The placeholder as WebP. Drawn once.</summary>
    public static ReadOnlyMemory<byte> WebP => Drawn.Value;

    private static byte[] Draw()
    {
        var pixels = new byte[Size * Size * Picture.Channels];
        new Picture([.. Layers()], new Film(seed: 0, grain: 0, vignette: 0)).Paint(Size, Size, pixels, CancellationToken.None);
        VipsLibrary.EnsureInitialized();
        using var image = Image.NewFromMemory<byte>(pixels, Size, Size, Picture.Channels, Enums.BandFormat.Uchar);
        return image.WebpsaveBuffer(q: Quality, keep: Enums.ForeignKeep.None);
    }

    private static IEnumerable<ILayer> Layers()
    {
        var paper = Colour.FromRgb(0xEEF0F2);
        var line = Colour.FromRgb(0xA3ABB4);
        var faint = Colour.FromRgb(0xC6CCD3);
        yield return new GradientLayer(Size, (0, paper), (1, Colour.FromRgb(0xDDE1E5)));
        yield return new PlateLayer(146, 120, 220, 170, 20, Colour.FromRgb(0xFBFCFD), 1);
        yield return new EllipseLayer(206, 172, 19, 19, faint, faint);
        yield return new PolygonLayer(faint, faint, new(286, 168), new(346, 268), new(206, 268));
        yield return new PolygonLayer(line, line, new(226, 204), new(266, 268), new(168, 268));
        if (TextBlock.Set("Image unavailable", Size - 40) is { } text)
            yield return new TextLayer(text, Size / 2, 346, Colour.FromRgb(0x6B747E));
    }
}
