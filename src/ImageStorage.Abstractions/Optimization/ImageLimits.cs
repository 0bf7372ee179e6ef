namespace ImageStorage;

/// <summary>The limits of one image, checked before its pixels are decoded.</summary>
public static class ImageLimits
{
    /// <summary>Bytes of an encoded image: 50 MiB.</summary>
    public const int MaxBytes = 50 * 1024 * 1024;

    /// <summary>Pixels of an image, all frames of an animation together: 100 megapixels.</summary>
    public const long MaxPixels = 100_000_000;

    /// <summary>The longest side that WebP can hold, in pixels (RFC 9649 section 2.6).</summary>
    public const int MaxWebPDimension = 16383;
}
