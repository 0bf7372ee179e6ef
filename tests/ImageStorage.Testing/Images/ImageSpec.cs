using CsCheck;
using NetVips;

namespace ImageStorage.Testing.Images;

/// <summary>A real image to be made: every run of a property test draws some and encodes them with libvips.</summary>
public sealed record ImageSpec(
    int Width, int Height, PixelKind Pixels, ImageContent Content, ImageFormat Format, bool Interlaced, int Orientation, bool WithProfile, int Seed)
{
    private const int LongestSide = 4096;

    // Sides from 1 to 4096, drawn by magnitude so that small ones are as likely as large ones, at most 3 megapixels to keep a run short.
    private static readonly Gen<(int Width, int Height)> Sizes =
        Gen.Select(Side(), Side()).Where((width, height) => (long)width * height <= 3_000_000);

    public static readonly Gen<ImageSpec> Any =
        Gen.Select(Sizes, Gen.Enum<PixelKind>(), Gen.Enum<ImageContent>(), Gen.Enum<ImageFormat>(), Gen.Bool, Gen.Int[1, 8], Gen.Bool, Gen.Int[0, 1000])
            .Select((size, pixels, content, format, interlaced, orientation, profile, seed) =>
                new ImageSpec(size.Width, size.Height, Supported(pixels, format), content, format, interlaced, orientation, profile, seed).Normalized());

    /// <summary>Width after the orientation is applied.</summary>
    public int UprightWidth => Orientation >= 5 ? Height : Width;

    /// <summary>Height after the orientation is applied.</summary>
    public int UprightHeight => Orientation >= 5 ? Width : Height;

    public byte[] Encode()
    {
        using var pixels = Draw();
        using var oriented = pixels.Mutate(image =>
        {
            if (Orientation > 1)
                image.Set(GValue.GIntType, "orientation", Orientation);
        });
        var profile = WithProfile ? Pixels == PixelKind.Cmyk ? "cmyk" : "p3" : null;
        using var image = profile is null ? oriented.Copy() : oriented.IccTransform(
            profile, inputProfile: Pixels == PixelKind.Cmyk ? "cmyk" : "srgb", depth: oriented.Format == Enums.BandFormat.Ushort ? 16 : 8);
        return Format switch
        {
            ImageFormat.Png => image.PngsaveBuffer(compression: 3, interlace: Interlaced, palette: Pixels == PixelKind.Palette),
            ImageFormat.Jpeg => image.JpegsaveBuffer(q: 60 + (Seed % 35), interlace: Interlaced),
            ImageFormat.WebP => image.WebpsaveBuffer(q: 60 + (Seed % 35), effort: 0),
            ImageFormat.Gif => image.GifsaveBuffer(effort: 1),
            _ => image.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate),
        };
    }

    private static Gen<int> Side() =>
        Gen.Int[0, 12].SelectMany(magnitude => Gen.Int[1 << magnitude, Math.Min(LongestSide, (2 << magnitude) - 1)]);

    private static PixelKind Supported(PixelKind pixels, ImageFormat format) => (format, pixels) switch
    {
        (ImageFormat.Png, PixelKind.Cmyk) => PixelKind.Rgb8,
        (ImageFormat.Jpeg, PixelKind.Rgba8 or PixelKind.Rgb16 or PixelKind.Rgba16 or PixelKind.Palette) => PixelKind.Rgb8,
        (ImageFormat.Jpeg, PixelKind.GreyAlpha8 or PixelKind.Grey16) => PixelKind.Grey8,
        (ImageFormat.WebP or ImageFormat.Gif, PixelKind.Rgba16 or PixelKind.GreyAlpha8) => PixelKind.Rgba8,
        (ImageFormat.WebP or ImageFormat.Gif, not PixelKind.Rgba8) => PixelKind.Rgb8,
        (ImageFormat.Tiff, PixelKind.Palette) => PixelKind.Rgb8,
        _ => pixels,
    };

    // GIF has no orientation and no profile; PNG and WebP carry the orientation in EXIF, which libvips writes.
    private ImageSpec Normalized() => this with
    {
        Orientation = Format == ImageFormat.Gif ? 1 : Orientation,
        WithProfile = WithProfile && Format != ImageFormat.Gif && Pixels is PixelKind.Rgb8 or PixelKind.Cmyk && Format != ImageFormat.Gif && WithProfile,
    };

    private Image Draw()
    {
        using var colour = DrawRgb();
        using var alpha = Image.Xyz(Width, Height)[0].Cast(Enums.BandFormat.Uchar);
        return Pixels switch
        {
            PixelKind.Rgba8 => colour.Bandjoin(alpha),
            PixelKind.Grey8 => colour.Colourspace(Enums.Interpretation.Bw),
            PixelKind.GreyAlpha8 => colour.Colourspace(Enums.Interpretation.Bw).Bandjoin(alpha),
            PixelKind.Rgb16 => colour.Colourspace(Enums.Interpretation.Rgb16),
            PixelKind.Rgba16 => colour.Bandjoin(alpha).Colourspace(Enums.Interpretation.Rgb16),
            PixelKind.Grey16 => colour.Colourspace(Enums.Interpretation.Grey16),
            PixelKind.Cmyk => colour.Colourspace(Enums.Interpretation.Cmyk),
            _ => colour.Copy(),
        };
    }

    private Image DrawRgb()
    {
        using var x = Image.Xyz(Width, Height);
        var image = Content switch
        {
            ImageContent.Flat => Image.Black(Width, Height, 3) + new double[] { Seed % 256, Seed * 7 % 256, Seed * 13 % 256 },
            ImageContent.Gradient => (x[0] * (255.0 / Width)).Bandjoin(x[1] * (255.0 / Height), x[0] * (128.0 / Width)),
            ImageContent.Checker => (((x[0] / 8).Cast(Enums.BandFormat.Int) + (x[1] / 8).Cast(Enums.BandFormat.Int)) & 1) * 255 + new double[] { 0, 0, 0 },
            ImageContent.Noise => Noise(60, 0).Bandjoin(Noise(60, 1), Noise(60, 2)) + 128,
            _ => (x[0] * (200.0 / Width)).Bandjoin(x[1] * (200.0 / Height), x[0] * 0 + 90) + Noise(6, 0),
        };
        using (image)
            return image.Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb);
    }

    private Image Noise(double sigma, int offset) => Image.Gaussnoise(Width, Height, sigma: sigma, mean: 0, seed: Seed + offset);
}
