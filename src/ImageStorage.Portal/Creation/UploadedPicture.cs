using ImageStorage.Portal.Formatting;

namespace ImageStorage.Portal.Creation;

/// <summary>A picture uploaded with a form. Its name and content type are not trusted; only its first bytes decide whether it is accepted.</summary>
internal static class UploadedPicture
{
    /// <summary>Reads the picture.</summary>
    /// <param name="file">The form's file; null when none was chosen.</param>
    /// <param name="maxBytes">The largest size that is accepted.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The picture, or a message that says why it is not accepted.</returns>
    public static async Task<(ImageSource? Source, string? Problem)> ReadAsync(IFormFile? file, long maxBytes, CancellationToken cancellationToken)
    {
        if (file is null or { Length: 0 })
            return (null, "Choose the picture to upload.");
        if (file.Length > maxBytes)
            return (null, $"The picture is larger than {Figures.Size(maxBytes)}. Choose a smaller one.");

        var data = new byte[file.Length];
        await using (var content = file.OpenReadStream())
            await content.ReadExactlyAsync(data, cancellationToken);
        return HasKnownSignature(data)
            ? (ImageSource.FromBytes(data, "upload"), null)
            : (null, "The file is not a PNG, JPEG, WebP, GIF or TIFF picture. Choose another one.");
    }

    private static bool HasKnownSignature(ReadOnlySpan<byte> data) =>
        data.StartsWith((ReadOnlySpan<byte>)[0x89, .. "PNG\r\n"u8, 0x1A, 0x0A])
        || data.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || (data.StartsWith("RIFF"u8) && data.Length >= 12 && data[8..12].SequenceEqual("WEBP"u8))
        || data.StartsWith("GIF87a"u8)
        || data.StartsWith("GIF89a"u8)
        || data.StartsWith("II*\0"u8)
        || data.StartsWith("MM\0*"u8);
}
