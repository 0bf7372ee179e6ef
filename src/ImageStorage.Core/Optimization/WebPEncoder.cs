using NetVips;

namespace ImageStorage.Optimization;

/// <summary>Encodes decoded pixels as WebP.</summary>
/// <param name="pixels">8-bit sRGB with or without alpha, one frame or several.</param>
/// <param name="settings">Quality or lossless, effort, marker.</param>
internal delegate byte[] WebPEncoder(Image pixels, WebPSettings settings);

/// <summary>How pixels are encoded.</summary>
/// <param name="Quality">1 to 100; not used with <paramref name="Lossless"/>.</param>
/// <param name="Lossless">True to keep every pixel.</param>
/// <param name="Effort">How hard to try for a smaller file.</param>
/// <param name="MarkAsGenerated">True to write the <see cref="GeneratedImageMarker"/>.</param>
internal sealed record WebPSettings(int Quality, bool Lossless, OptimizationEffort Effort, bool MarkAsGenerated);
