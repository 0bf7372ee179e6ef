using System.Diagnostics;
using NetVips;

namespace ImageStorage.Optimization;

/// <summary>
/// Optimises with libvips: decodes, turns upright, converts and fits row by row, directly into the encoder. When that fails, the image is
/// read again to find the reason: one that cannot be decoded is an error, one that only cannot be encoded is kept as it is.
/// </summary>
internal sealed class VipsImageOptimizer : IImageOptimizer
{
    // A WebP that could be served as it is is encoded again only when the saving outweighs the loss of quality.
    private const double WorthwhileSaving = 0.10;
    private const int QualityStep = 10;
    private const int LowestQuality = 5;

    // Interlaced images are decoded completely into memory: large ones, some hundred megabytes each, are processed one at a time.
    private const long LargePixels = 25_000_000;
    private static readonly SemaphoreSlim LargeImages = new(1);

    private readonly WebPEncoder _encode;

    public VipsImageOptimizer()
        : this(Encode)
    {
    }

    /// <summary>For tests of encoder failures, which no image causes.</summary>
    internal VipsImageOptimizer(WebPEncoder encode) => _encode = encode;

    public Task<ImageHeader> ValidateAsync(ReadOnlyMemory<byte> data, string name, CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                var source = SourceImage.Open(data, name);
                source.EnsureReadable(cancellationToken);
                return source.Header;
            },
            cancellationToken);

    public async Task<OptimizedImage> OptimizeAsync(
        ReadOnlyMemory<byte> data, string name, OptimizationOptions options, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var source = await Task.Run(() => SourceImage.Open(data, name), cancellationToken).ConfigureAwait(false);
        var isLarge = (long)source.Header.Width * source.Header.Height * source.Header.Frames > LargePixels;
        if (isLarge)
            await LargeImages.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var result = await Task.Run(() => Shrink(source, name, options, cancellationToken), cancellationToken).ConfigureAwait(false);
            return Describe(source, name, result) with { Duration = Stopwatch.GetElapsedTime(started) };
        }
        finally
        {
            if (isLarge)
                LargeImages.Release();
        }
    }

    private static OptimizedImage Describe(SourceImage source, string name, Result result) => new()
    {
        Name = name,
        Data = result.Data ?? source.Bytes,
        Format = result.Data is null ? source.Header.Format : ImageFormat.WebP,
        Width = result.Width,
        Height = result.Height,
        OriginalFormat = source.Header.Format,
        OriginalSizeBytes = source.Bytes.LongLength,
        Optimized = result.Data is not null,
        Warning = result.Warning,
    };

    private Result Shrink(SourceImage source, string name, OptimizationOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return EncodeWithin(source, options, cancellationToken);
        }
        catch (VipsException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (VipsException exception)
        {
            source.EnsureReadable(cancellationToken);
            var reason = exception.Message.Split('\n', 2)[0].Trim();
            return options.Strict
                ? throw new ImageStorageException(
                    ImageStorageError.InvalidImage,
                    $"'{name}' could not be encoded as WebP. Leave out -Strict to keep the original. ({reason})",
                    exception)
                : Result.Kept(source, $"'{name}' could not be encoded as WebP, so the original is kept: {reason}");
        }
    }

    /// <summary>
    /// Encodes with the requested settings. A result larger than the original is encoded again: losslessly, if the original's format is
    /// lossless, and then at falling quality.
    /// </summary>
    private Result EncodeWithin(SourceImage source, OptimizationOptions options, CancellationToken cancellationToken)
    {
        var requested = new WebPSettings(options.Quality, Lossless: false, options.Effort, options.MarkAsGenerated);
        using var streamed = source.Fit(options);
        var (width, height) = (streamed.Width, streamed.PageHeight);
        var encoded = EncodeStoppably(streamed, requested, cancellationToken);
        if (IsServable(source, options) && encoded.Length > source.Bytes.Length * (1 - WorthwhileSaving))
            return new Result(source.Bytes, width, height, null);
        if (encoded.Length <= source.Bytes.Length)
            return new Result(encoded, width, height, null);

        using var fitted = source.Fit(options);
        using var pixels = fitted.CopyMemory();
        if (source.Header.Format is ImageFormat.Png or ImageFormat.Gif or ImageFormat.Tiff)
        {
            encoded = EncodeStoppably(pixels, requested with { Lossless = true }, cancellationToken);
            if (encoded.Length <= source.Bytes.Length)
                return new Result(encoded, width, height, null);
        }

        for (var quality = options.Quality - QualityStep; quality >= LowestQuality; quality -= QualityStep)
        {
            encoded = EncodeStoppably(pixels, requested with { Quality = quality }, cancellationToken);
            if (encoded.Length > source.Bytes.Length)
                continue;
            return new Result(
                encoded, width, height, $"Stored at quality {quality}: at {options.Quality} the WebP would have been larger than the original.");
        }

        return options.Strict
            ? throw new ImageStorageException(
                ImageStorageError.InvalidImage,
                $"No WebP of this picture is smaller than its original of {source.Bytes.Length} bytes. Leave out -Strict to keep the original.")
            : Result.Kept(source, "The original is kept: no WebP of it would be smaller.");
    }

    private byte[] EncodeStoppably(Image image, WebPSettings settings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var kill = image.KillWhenCancelled(cancellationToken);
        return _encode(image, settings);
    }

    private static byte[] Encode(Image image, WebPSettings settings)
    {
        var effort = settings.Effort switch
        {
            OptimizationEffort.Fast => 2,
            OptimizationEffort.Balanced => 4,
            _ => 6,
        };
        return image.WebpsaveBuffer(
            q: settings.Quality, lossless: settings.Lossless, effort: effort,
            keep: settings.MarkAsGenerated ? Enums.ForeignKeep.Xmp : Enums.ForeignKeep.None);
    }

    /// <summary>True for a WebP that could be served as it is.</summary>
    private static bool IsServable(SourceImage source, OptimizationOptions options) =>
        source.Header.Format == ImageFormat.WebP && !source.HasMetadata && !options.MarkAsGenerated
        && Math.Max(source.Header.Width, source.Header.Height) <= options.MaxDimension;

    /// <summary>An encoded image, or the original.</summary>
    /// <param name="Data">The WebP; null when the original is kept.</param>
    /// <param name="Width">Width in pixels.</param>
    /// <param name="Height">Height in pixels, of one frame.</param>
    /// <param name="Warning">Why the original was kept or the quality lowered; null when neither happened.</param>
    private sealed record Result(byte[]? Data, int Width, int Height, string? Warning)
    {
        public static Result Kept(SourceImage source, string warning) => new(null, source.Header.Width, source.Header.Height, warning);
    }
}
