using System.Diagnostics;
using System.Runtime.InteropServices;
using NetVips;

namespace ImageStorage.Optimization;

/// <summary>
/// Optimises on libvips in two steps: decode, turn upright, convert to sRGB and fit; then encode. Errors of the first are the image's
/// fault, and are errors; errors of the second are not, and keep the original.
/// </summary>
internal sealed class VipsImageOptimizer : IImageOptimizer
{
    // A WebP that is fit to be served is encoded again only for a gain worth the loss of quality.
    private const double WorthwhileSaving = 0.10;
    private const int QualityStep = 10;
    private const int LowestQuality = 5;

    private readonly WebPEncoder _encode;

    public VipsImageOptimizer()
        : this(Encode)
    {
    }

    /// <summary>For the encoder's faults, which no image provokes.</summary>
    internal VipsImageOptimizer(WebPEncoder encode) => _encode = encode;

    public Task<ImageHeader> ValidateAsync(ReadOnlyMemory<byte> data, string name, CancellationToken cancellationToken) =>
        Task.Run(() => Validate(data, name, cancellationToken), cancellationToken);

    public Task<OptimizedImage> OptimizeAsync(
        ReadOnlyMemory<byte> data, string name, OptimizationOptions options, CancellationToken cancellationToken) =>
        Task.Run(() => Optimize(data, name, options, cancellationToken), cancellationToken);

    private static ImageHeader Validate(ReadOnlyMemory<byte> data, string name, CancellationToken cancellationToken)
    {
        var format = Identify(data, name);
        using var image = Open(data, format, name);
        using var kill = KillWhenCancelled(image, cancellationToken);
        Reading(() => image.Avg(), name, format, cancellationToken);
        return ToHeader(image, format);
    }

    private OptimizedImage Optimize(ReadOnlyMemory<byte> data, string name, OptimizationOptions options, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var bytes = ToArray(data);
        var format = Identify(data, name);
        using var pixels = Decode(bytes, format, name, options, out var isClean, out var original, cancellationToken);
        using var kill = KillWhenCancelled(pixels, cancellationToken);

        var (encoded, warning) = Shrink();
        return new OptimizedImage
        {
            Name = name,
            Data = encoded ?? bytes,
            Format = encoded is null ? format : ImageFormat.WebP,
            Width = encoded is null ? original.Width : pixels.Width,
            Height = encoded is null ? original.Height : pixels.PageHeight,
            OriginalFormat = format,
            OriginalSizeBytes = bytes.LongLength,
            Optimized = encoded is not null,
            Warning = warning,
            Duration = Stopwatch.GetElapsedTime(started),
        };

        (byte[]? Encoded, string? Warning) Shrink()
        {
            try
            {
                var keepable = isClean && format == ImageFormat.WebP && !options.MarkAsGenerated;
                return EncodeWithin(pixels, bytes, format, keepable, options, cancellationToken);
            }
            catch (VipsException) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(cancellationToken);
            }
            catch (VipsException exception) when (!options.Strict)
            {
                return (null, $"'{name}' could not be encoded as WebP, so the original is kept: {FirstLine(exception)}");
            }
            catch (VipsException exception)
            {
                throw new ImageStorageException(
                    ImageStorageError.InvalidImage, $"'{name}' could not be encoded as WebP: {FirstLine(exception)}", exception);
            }
        }
    }

    /// <summary>Encodes as asked; what comes out larger than the original is tried losslessly, where that is how the original was coded, and then at falling quality.</summary>
    private (byte[]? Encoded, string? Warning) EncodeWithin(
        Image pixels, byte[] original, ImageFormat format, bool keepable, OptimizationOptions options, CancellationToken cancellationToken)
    {
        var asked = new WebPSettings(options.Quality, Lossless: false, options.Effort, options.MarkAsGenerated);
        var encoded = _encode(pixels, asked);
        if (keepable && encoded.Length > original.Length * (1 - WorthwhileSaving))
            return (original, null);
        if (encoded.Length <= original.Length)
            return (encoded, null);

        if (format is ImageFormat.Png or ImageFormat.Gif or ImageFormat.Tiff)
        {
            encoded = _encode(pixels, asked with { Lossless = true });
            if (encoded.Length <= original.Length)
                return (encoded, null);
        }

        for (var quality = options.Quality - QualityStep; quality >= LowestQuality; quality -= QualityStep)
        {
            cancellationToken.ThrowIfCancellationRequested();
            encoded = _encode(pixels, asked with { Quality = quality });
            if (encoded.Length <= original.Length)
                return (encoded, $"Stored at quality {quality}: at {options.Quality} the WebP would have been larger than the original.");
        }

        return options.Strict
            ? throw new ImageStorageException(
                ImageStorageError.InvalidImage, $"No WebP of this picture is smaller than its original of {original.Length} bytes. Leave out -Strict to keep the original.")
            : (null, "The original is kept: no WebP of it is smaller.");
    }

    private static byte[] Encode(Image pixels, WebPSettings settings)
    {
        var effort = settings.Effort switch
        {
            OptimizationEffort.Fast => 2,
            OptimizationEffort.Balanced => 4,
            _ => 6,
        };
        return pixels.WebpsaveBuffer(
            q: settings.Quality, lossless: settings.Lossless, effort: effort,
            keep: settings.MarkAsGenerated ? Enums.ForeignKeep.Xmp : Enums.ForeignKeep.None);
    }

    /// <summary>Decodes into memory: upright, 8-bit sRGB, fitted. <paramref name="isClean"/> tells that none of this changed the picture, and that it carries no metadata.</summary>
    private static Image Decode(
        byte[] bytes, ImageFormat format, string name, OptimizationOptions options, out bool isClean, out ImageHeader original,
        CancellationToken cancellationToken)
    {
        using var header = Open(bytes, format, name);
        original = ToHeader(header, format);
        var hasProfile = header.Contains("icc-profile-data");
        var isCmyk = header.Interpretation == Enums.Interpretation.Cmyk;
        var convert = isCmyk || (hasProfile && !IccProfile.IsSrgb((byte[])header.Get("icc-profile-data")));
        isClean = !hasProfile && header.GetTypeOf("exif-data") == 0 && header.GetTypeOf("xmp-data") == 0
            && header.GetTypeOf("orientation") == 0 && Math.Max(header.Width, header.PageHeight) <= options.MaxDimension;
        return Reading(
            () =>
            {
                using var fitted = Image.ThumbnailBuffer(
                    bytes, options.MaxDimension, LoadOptions(format), options.MaxDimension, Enums.Size.Down,
                    inputProfile: isCmyk && !hasProfile ? "cmyk" : null, outputProfile: convert ? "srgb" : null);
                using var srgb = fitted.Colourspace(Enums.Interpretation.Srgb);
                using var pixels = srgb.Cast(Enums.BandFormat.Uchar).Mutate(image =>
                {
                    if (options.MarkAsGenerated)
                        image.Set(GValue.BlobType, "xmp-data", GeneratedImageMarker.Xmp);
                });
                using var kill = KillWhenCancelled(pixels, cancellationToken);
                return pixels.CopyMemory();
            },
            name, format, cancellationToken);
    }

    private static T Reading<T>(Func<T> read, string name, ImageFormat format, CancellationToken cancellationToken)
    {
        try
        {
            return read();
        }
        catch (VipsException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (VipsException exception)
        {
            throw Unreadable(name, format, exception);
        }
    }

    private static ImageFormat Identify(ReadOnlyMemory<byte> data, string name)
    {
        if (data.IsEmpty)
            throw new ImageStorageException(ImageStorageError.InvalidImage, $"'{name}' is empty.");
        if (data.Length > ImageLimits.MaxBytes)
            throw TooManyBytes(name, data.Length);
        return ImageSignature.Identify(data.Span) ?? throw new ImageStorageException(
            ImageStorageError.InvalidImage, $"'{name}' is not a PNG, JPEG, WebP, GIF or TIFF image, whatever its name says.");
    }

    /// <summary>Reads the header only: libvips decodes pixels when they are asked for.</summary>
    private static Image Open(ReadOnlyMemory<byte> data, ImageFormat format, string name)
    {
        VipsLibrary.EnsureInitialized();
        var image = Reading(() => Image.NewFromBuffer(ToArray(data), LoadOptions(format)), name, format, CancellationToken.None);
        if ((long)image.Width * image.Height > ImageLimits.MaxPixels)
        {
            var header = ToHeader(image, format);
            image.Dispose();
            var frames = header.Frames > 1 ? $" in {header.Frames} frames" : "";
            throw new ImageStorageException(
                ImageStorageError.ImageTooLarge,
                $"'{name}' claims {header.Width}x{header.Height} pixels{frames}; at most {ImageLimits.MaxPixels / 1_000_000} megapixels in all are read.");
        }

        return image;
    }

    /// <summary>
    /// All frames of an animation, but only the first page of a document; damage is an error. Written as text because the thumbnail
    /// operation does not hand its own fail_on argument to the loader.
    /// </summary>
    private static string LoadOptions(ImageFormat format) =>
        format is ImageFormat.Gif or ImageFormat.WebP ? "[n=-1,fail_on=error]" : "[fail_on=error]";

    /// <summary>libvips looks at the flag of the image that an operation is called on, between rows.</summary>
    private static CancellationTokenRegistration KillWhenCancelled(Image image, CancellationToken cancellationToken) =>
        cancellationToken.UnsafeRegister(static state => ((Image)state!).SetKill(true), image);

    private static ImageHeader ToHeader(Image image, ImageFormat format) =>
        new(format, image.Width, image.PageHeight, image.Height / image.PageHeight);

    internal static ImageStorageException TooManyBytes(string name, long bytes) => new(
        ImageStorageError.ImageTooLarge,
        $"'{name}' has {bytes / 1048576.0:0.0} MiB; at most {ImageLimits.MaxBytes / 1048576} MiB are read.");

    private static ImageStorageException Unreadable(string name, ImageFormat format, VipsException exception) => new(
        ImageStorageError.InvalidImage,
        $"'{name}' begins like a {format.Name().ToUpperInvariant()} image but cannot be read: it is damaged, cut off or of an unsupported kind.",
        exception)
    {
        LogDetail = exception.Message,
    };

    private static string FirstLine(VipsException exception) => exception.Message.Split('\n', 2)[0].Trim();

    private static byte[] ToArray(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length
            ? array
            : data.ToArray();
}
