using System.Runtime.InteropServices;
using ImageStorage.Infrastructure.Checks;
using NetVips;

namespace ImageStorage.Optimization;

/// <summary>An encoded image whose header has been read and held against the limits. Its pixels are decoded when they are asked for.</summary>
internal sealed class SourceImage
{
    private readonly byte[] _bytes;
    private readonly string _name;
    private readonly bool _isCmyk;
    private readonly bool _hasProfile;
    private readonly bool _convert;

    private SourceImage(byte[] bytes, string name, ImageFormat format, Image header)
    {
        _bytes = bytes;
        _name = name;
        Header = new ImageHeader(format, header.Width, header.PageHeight, header.Height / header.PageHeight);
        _isCmyk = header.Interpretation == Enums.Interpretation.Cmyk;
        _hasProfile = header.Contains("icc-profile-data");
        _convert = _isCmyk || (_hasProfile && !IccProfile.IsSrgb((byte[])header.Get("icc-profile-data")));
        HasMetadata = _hasProfile || header.Contains("exif-data") || header.Contains("xmp-data") || header.Contains("orientation");
    }

    public ImageHeader Header { get; }

    /// <summary>True when the image carries a profile, a camera's or an editor's notes, or an orientation to be applied.</summary>
    public bool HasMetadata { get; }

    public byte[] Bytes => _bytes;

    /// <summary>Reads the header only.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.InvalidImage"/>, <see cref="ImageStorageError.ImageTooLarge"/>.</exception>
    public static SourceImage Open(ReadOnlyMemory<byte> data, string name)
    {
        if (data.IsEmpty)
            throw new ImageStorageException(ImageStorageError.InvalidImage, $"'{name}' is empty.");
        if (data.Length > ImageLimits.MaxBytes)
            throw TooManyBytes(name, data.Length);
        var format = ImageSignature.Identify(data.Span) ?? throw new ImageStorageException(
            ImageStorageError.InvalidImage, $"'{name}' is not a PNG, JPEG, WebP, GIF or TIFF image, whatever its name says.");

        VipsLibrary.EnsureInitialized();
        var bytes = ToArray(data);
        using var header = Reading(() => Image.NewFromBuffer(bytes, LoadOptions(format)), name, format, CancellationToken.None);
        var source = new SourceImage(bytes, name, format, header);
        if ((long)header.Width * header.Height <= ImageLimits.MaxPixels)
            return source;

        var frames = source.Header.Frames > 1 ? $" in {source.Header.Frames} frames" : "";
        throw new ImageStorageException(
            ImageStorageError.ImageTooLarge,
            $"'{name}' claims {source.Header.Width}x{source.Header.Height} pixels{frames}; at most {ImageLimits.MaxPixels / 1_000_000} megapixels in all are read.");
    }

    public static ImageStorageException TooManyBytes(string name, long bytes) => new(
        ImageStorageError.ImageTooLarge,
        $"'{name}' has {bytes / 1048576.0:0.0} MiB; at most {ImageLimits.MaxBytes / 1048576} MiB are read.");

    /// <summary>Decodes to the last row, without keeping the pixels.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.InvalidImage"/>.</exception>
    public void EnsureReadable(CancellationToken cancellationToken)
    {
        using var image = Reading(() => Image.NewFromBuffer(_bytes, LoadOptions(Header.Format), Enums.Access.Sequential), _name, Header.Format, cancellationToken);
        using var kill = image.KillWhenCancelled(cancellationToken);
        Reading(() => image.Avg(), _name, Header.Format, cancellationToken);
    }

    /// <summary>The picture upright, in 8-bit sRGB, fitted. Its pixels are decoded as they are read, and once only.</summary>
    public Image Fit(OptimizationOptions options)
    {
        var image = Image.ThumbnailBuffer(
            _bytes, options.MaxDimension, LoadOptions(Header.Format), options.MaxDimension, Enums.Size.Down,
            inputProfile: _isCmyk && !_hasProfile ? "cmyk" : null, outputProfile: _convert ? "srgb" : null);
        if (image.Interpretation != Enums.Interpretation.Srgb)
            image = image.Replace(image.Colourspace(Enums.Interpretation.Srgb));
        if (image.Format != Enums.BandFormat.Uchar)
            image = image.Replace(image.Cast(Enums.BandFormat.Uchar));
        return options.MarkAsGenerated
            ? image.Replace(image.Mutate(marked => marked.Set(GValue.BlobType, "xmp-data", GeneratedImageMarker.Xmp)))
            : image;
    }

    /// <summary>
    /// All frames of an animation, but only the first page of a document; damage is an error. Written as text because the thumbnail
    /// operation does not hand its own fail_on argument to the loader.
    /// </summary>
    private static string LoadOptions(ImageFormat format) =>
        format is ImageFormat.Gif or ImageFormat.WebP ? "[n=-1,fail_on=error]" : "[fail_on=error]";

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
            throw new ImageStorageException(
                ImageStorageError.InvalidImage,
                $"'{name}' begins like a {format.Name().ToUpperInvariant()} image but cannot be read: it is damaged, cut off or of an unsupported kind.",
                exception)
            {
                LogDetail = exception.Message,
            };
        }
    }

    private static byte[] ToArray(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) && segment.Array is { } array && segment.Offset == 0 && segment.Count == array.Length
            ? array
            : data.ToArray();
}
