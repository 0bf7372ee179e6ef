namespace ImageStorage.Testing.Images;

/// <summary>Bands and depth of a test image's pixels.</summary>
public enum PixelKind
{
    Rgb8,
    Rgba8,
    Grey8,
    GreyAlpha8,
    Rgb16,
    Rgba16,
    Grey16,
    Palette,
    Cmyk,
}
