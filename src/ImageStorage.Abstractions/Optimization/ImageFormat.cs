namespace ImageStorage;

/// <summary>The image formats that are read. Only these loaders are enabled, because image bytes may be hostile.</summary>
public enum ImageFormat
{
    /// <summary>WebP (RFC 9649), the format that is stored.</summary>
    WebP,

    /// <summary>Portable Network Graphics (ISO/IEC 15948).</summary>
    Png,

    /// <summary>JPEG (ITU-T T.81).</summary>
    Jpeg,

    /// <summary>Graphics Interchange Format.</summary>
    Gif,

    /// <summary>Tagged Image File Format.</summary>
    Tiff,
}
