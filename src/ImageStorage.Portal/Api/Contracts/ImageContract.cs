namespace ImageStorage.Portal.Api.Contracts;

/// <summary>The properties of a stored picture.</summary>
internal sealed record ImageContract
{
    public required string Key { get; init; }
    public required string Url { get; init; }
    public required long OriginalSizeBytes { get; init; }
    public required long OptimizedSizeBytes { get; init; }

    /// <summary>The share of bytes saved, 0 to 1.</summary>
    public required double CompressionRatio { get; init; }
    public required string Format { get; init; }

    /// <summary>Width x height in pixels, such as 1024x768.</summary>
    public required string Dimensions { get; init; }
    public string? Sha256 { get; init; }
    public string? Model { get; init; }
    public long? Seed { get; init; }
}
