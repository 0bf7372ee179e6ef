namespace ImageStorage;

/// <summary>The name, file extension and media type of each <see cref="ImageFormat"/>.</summary>
public static class ImageFormats
{
    /// <summary>The format's name as the record has it: <c>webp</c>, <c>png</c>, <c>jpeg</c>, <c>gif</c>, <c>tiff</c>.</summary>
    /// <param name="format">The format.</param>
    public static string Name(this ImageFormat format) => format switch
    {
        ImageFormat.WebP => "webp",
        ImageFormat.Png => "png",
        ImageFormat.Jpeg => "jpeg",
        ImageFormat.Gif => "gif",
        ImageFormat.Tiff => "tiff",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>The file extension with its dot. Each format has exactly one, so that a picture has exactly one key.</summary>
    /// <param name="format">The format.</param>
    public static string Extension(this ImageFormat format) => format == ImageFormat.Jpeg ? ".jpg" : "." + format.Name();

    /// <summary>The media type (IANA).</summary>
    /// <param name="format">The format.</param>
    public static string ContentType(this ImageFormat format) => "image/" + format.Name();

    /// <summary>Finds the format of a file extension that <see cref="Extension"/> makes.</summary>
    /// <param name="extension">An extension with its dot.</param>
    /// <param name="format">The format found.</param>
    public static bool TryFromExtension(string extension, out ImageFormat format)
    {
        foreach (var candidate in Enum.GetValues<ImageFormat>())
        {
            if (string.Equals(candidate.Extension(), extension, StringComparison.Ordinal))
            {
                format = candidate;
                return true;
            }
        }

        format = default;
        return false;
    }
}
