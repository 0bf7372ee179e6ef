namespace ImageStorage;

/// <summary>How an image is optimised. Validated when made.</summary>
public sealed record OptimizationOptions
{
    /// <summary>The longest side that the result may have, in pixels, 1 to 16383. Smaller images are never enlarged.</summary>
    public int MaxDimension
    {
        get;
        init => field = value is >= 1 and <= ImageLimits.MaxWebPDimension
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxDimension), value, $"MaxDimension must be 1 to {ImageLimits.MaxWebPDimension} pixels.");
    } = 1024;

    /// <summary>WebP quality, 1 to 100.</summary>
    public int Quality
    {
        get;
        init => field = value is >= 1 and <= 100
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Quality), value, "Quality must be 1 to 100.");
    } = 85;

    /// <summary>How hard to try for a smaller file.</summary>
    public OptimizationEffort Effort { get; init; } = OptimizationEffort.Balanced;

    /// <summary>True to fail when the image cannot be optimised; false to keep the original with a warning.</summary>
    public bool Strict { get; init; }

    /// <summary>
    /// True for pictures made by a model: the result carries the IPTC digital source type <c>trainedAlgorithmicMedia</c> in XMP
    /// (IPTC Photo Metadata Standard 2023.1, http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia).
    /// </summary>
    public bool MarkAsGenerated { get; init; }
}
