namespace ImageStorage;

/// <summary>The metadata of a stored picture (<c>image_metadata</c>).</summary>
public sealed record ImageMetadata
{
    /// <summary><c>original_size_bytes</c>: before optimisation.</summary>
    public required long OriginalSizeBytes { get; init; }

    /// <summary><c>optimized_size_bytes</c>: as stored.</summary>
    public required long OptimizedSizeBytes { get; init; }

    /// <summary><c>compression_ratio</c>: the share saved, 0 to 1.</summary>
    public required double CompressionRatio { get; init; }

    /// <summary><c>format</c>: webp, png, jpeg, gif or tiff.</summary>
    public required string Format { get; init; }

    /// <summary><c>dimensions</c>: <c>WxH</c> in pixels.</summary>
    public required string Dimensions { get; init; }

    /// <summary><c>sha256</c> of the stored bytes in lowercase hex; null in records of other applications.</summary>
    public string? Sha256 { get; init; }

    /// <summary><c>model</c> that generated the picture; null for one that was not generated.</summary>
    public string? Model { get; init; }

    /// <summary><c>seed</c> that the picture was made with.</summary>
    public long? Seed { get; init; }

    /// <summary><c>request_id</c>: the model provider's id of the request that made the picture.</summary>
    public string? RequestId { get; init; }

    /// <summary><c>price_usd</c>: the picture's list price in US dollars when it was made.</summary>
    public decimal? PriceUsd { get; init; }

    /// <summary>The share of <paramref name="original"/> bytes that is saved when <paramref name="stored"/> are kept, 0 to 1.</summary>
    /// <param name="original">Bytes before.</param>
    /// <param name="stored">Bytes after.</param>
    public static double ShareSaved(long original, long stored) =>
        original <= 0 ? 0 : Math.Clamp(1 - ((double)stored / original), 0, 1);
}
