using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Formatting;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Api;

/// <summary>Reads an uploaded picture up to the size limit. The optimiser detects the format; the client's content type is not trusted.</summary>
internal sealed class UploadReader(IOptions<PortalOptions> options)
{
    /// <summary>True when the body is a picture or a form with one.</summary>
    public static bool IsUpload(HttpRequest request) =>
        request.HasFormContentType || request.ContentType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads the picture's bytes.</summary>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ImageTooLarge"/>, <see cref="ImageStorageError.InvalidImage"/>.
    /// </exception>
    public async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return await ReadAsync(request.Body, request.ContentLength ?? 0, cancellationToken);

        var form = await request.ReadFormAsync(cancellationToken);
        if (form.Files.Count != 1)
            throw new ImageStorageException(ImageStorageError.InvalidImage, $"The form has {form.Files.Count} files. Send one, the picture.");
        await using var file = form.Files[0].OpenReadStream();
        return await ReadAsync(file, form.Files[0].Length, cancellationToken);
    }

    private async Task<byte[]> ReadAsync(Stream stream, long declaredLength, CancellationToken cancellationToken)
    {
        var limit = options.Value.MaxUploadBytes;
        if (declaredLength > limit)
            throw TooLarge(limit);

        using var bytes = new MemoryStream((int)declaredLength);
        var buffer = new byte[81920];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + read > limit)
                throw TooLarge(limit);
            await bytes.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return bytes.ToArray();
    }

    private static ImageStorageException TooLarge(long limit) =>
        new(ImageStorageError.ImageTooLarge, $"The picture is larger than {Figures.Size(limit)}. Make it smaller and send it again.");
}
