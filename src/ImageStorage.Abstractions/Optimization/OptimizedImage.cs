namespace ImageStorage;

/// <summary>An image ready to be stored.</summary>
public sealed record OptimizedImage
{
    /// <summary>The image's name: its file's name without the extension.</summary>
    public required string Name { get; init; }

    /// <summary>The encoded image.</summary>
    public required byte[] Data { get; init; }

    /// <summary>The format of <see cref="Data"/>: WebP, or the original's when <see cref="Optimized"/> is false.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels, of one frame.</summary>
    public required int Height { get; init; }

    /// <summary>The format of the original.</summary>
    public required ImageFormat OriginalFormat { get; init; }

    /// <summary>Bytes of the original.</summary>
    public required long OriginalSizeBytes { get; init; }

    /// <summary>False when the original's bytes were kept.</summary>
    public required bool Optimized { get; init; }

    /// <summary>Why the original was kept or the quality lowered; null when neither happened.</summary>
    public string? Warning { get; init; }

    /// <summary>The file that the image was written to; null when it was not.</summary>
    public string? Path { get; init; }

    /// <summary>How long the work took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Bytes of <see cref="Data"/>.</summary>
    public long OptimizedSizeBytes => Data.LongLength;

    /// <summary>The share of the original's bytes that was saved, 0 to 1.</summary>
    public double CompressionRatio => ImageMetadata.ShareSaved(OriginalSizeBytes, OptimizedSizeBytes);

    /// <summary><c>WxH</c>.</summary>
    public string Dimensions => $"{Width}x{Height}";
}
