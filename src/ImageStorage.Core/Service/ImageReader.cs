using ImageStorage.Optimization;

namespace ImageStorage.Service;

/// <summary>Reads the bytes of an <see cref="ImageSource"/>, never more than <see cref="ImageLimits.MaxBytes"/>.</summary>
internal static class ImageReader
{
    public static async Task<byte[]> ReadAsync(ImageSource source, CancellationToken cancellationToken)
    {
        if (source.Data is { } data)
            return data;

        var path = source.Path!;
        try
        {
            var length = new FileInfo(path).Length;
            return length <= ImageLimits.MaxBytes
                ? await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)
                : throw SourceImage.TooManyBytes(Path.GetFileName(path), length);
        }
        catch (FileNotFoundException exception) when (Directory.Exists(path))
        {
            throw new ImageStorageException(ImageStorageError.InvalidImage, $"'{path}' is a folder, not an image.", exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageStorageException(
                ImageStorageError.ImageNotFound, $"There is no file '{path}'. Check the path.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ImageStorageException(
                ImageStorageError.StorageAccessDenied, $"The file '{path}' cannot be read: you have no permission.", exception);
        }
        catch (IOException exception)
        {
            throw new ImageStorageException(
                ImageStorageError.StorageUnavailable, $"The file '{path}' could not be read: {exception.Message}", exception);
        }
    }
}
