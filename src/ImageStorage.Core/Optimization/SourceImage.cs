using System.Runtime.InteropServices;
using NetVips;

namespace ImageStorage.Optimization;

/// <summary>An encoded image whose header was read and checked against the limits. Its pixels are decoded on demand.</summary>
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

    /// <summary>True when the image has a colour profile, EXIF or XMP metadata, or an orientation to be applied.</summary>
    public bool HasMetadata { get; }

    public byte[] Bytes => _bytes;

    /// <summary>Reads the header only.</summary>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.InvalidImage"/>, <see cref="ImageStorageError.ImageTooLarge"/>.
    /// </exception>
    public static SourceImage Open(ReadOnlyMemory<byte> data, string name)
    {
        if (data.IsEmpty)
            throw new ImageStorageException(ImageStorageError.InvalidImage, $"The image '{name}' is empty (0 bytes). Use another file.");
        if (data.Length > ImageLimits.MaxBytes)
            throw TooManyBytes(name, data.Length);
        var format = ImageSignature.Identify(data.Span) ?? throw new ImageStorageException(
            ImageStorageError.InvalidImage,
            $"'{name}' is not a PNG, JPEG, WebP, GIF or TIFF image: its content has the signature of none of them. Convert it to one of them.");

        VipsLibrary.EnsureInitialized();
        var bytes = ToArray(data);
        using var header = Reading(() => Image.NewFromBuffer(bytes, LoadOptions(format)), name, format, CancellationToken.None);
        var source = new SourceImage(bytes, name, format, header);
        if ((long)header.Width * header.Height <= ImageLimits.MaxPixels)
            return source;

        var frames = source.Header.Frames > 1 ? $" in {source.Header.Frames} frames" : "";
        throw new ImageStorageException(
            ImageStorageError.ImageTooLarge,
            $"'{name}' has {source.Header.Width}x{source.Header.Height} pixels{frames}; the limit is {ImageLimits.MaxPixels / 1_000_000} megapixels "
            + "in total. Make the image smaller.");
    }

    public static ImageStorageException TooManyBytes(string name, long bytes) => new(
        ImageStorageError.ImageTooLarge,
        $"'{name}' has {bytes / 1048576.0:0.0} MiB; the limit is {ImageLimits.MaxBytes / 1048576} MiB. Make the image smaller.");

    /// <summary>Checks that the image can be decoded to the last row, without keeping the pixels.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.InvalidImage"/>.</exception>
    public void EnsureReadable(CancellationToken cancellationToken)
    {
        using var image = Reading(
            () => Image.NewFromBuffer(_bytes, LoadOptions(Header.Format), Enums.Access.Sequential), _name, Header.Format, cancellationToken);
        using var kill = image.KillWhenCancelled(cancellationToken);
        Reading(() => image.Avg(), _name, Header.Format, cancellationToken);
    }

    /// <summary>The picture upright, in 8-bit sRGB, fitted. Its pixels are decoded while they are read, and only once.</summary>
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
    /// Loads all frames of an animation, but only the first page of a document, and fails on damage. Passed as text because the thumbnail
    /// operation does not pass its own fail_on argument to the loader.
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
                $"'{name}' begins like a {format.Name().ToUpperInvariant()} image but cannot be decoded. Open it in an image editor and save it "
                + "again.",
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
