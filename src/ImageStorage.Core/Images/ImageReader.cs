using ImageStorage.Optimization;

namespace ImageStorage.Images;

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
            // Opening a pipe without a writer would wait forever.
            if (HasNoLength(path))
                throw Unsized(path);
            var file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                return await ReadAsync(file, path, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or FileNotFoundException && Directory.Exists(path))
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
        catch (NotSupportedException)
        {
            // A pipe that has a writer.
            throw Unsized(path);
        }
        catch (IOException exception)
        {
            throw new ImageStorageException(
                ImageStorageError.StorageUnavailable, $"The file '{path}' could not be read: {exception.Message}", exception);
        }
    }

    private static async Task<byte[]> ReadAsync(FileStream file, string path, CancellationToken cancellationToken)
    {
        if (file.Length > ImageLimits.MaxBytes)
            throw SourceImage.TooManyBytes(Path.GetFileName(path), file.Length);

        // One byte more than its length, to notice a device, which has none, and a file that grows.
        var data = new byte[file.Length + 1];
        var read = await file.ReadAtLeastAsync(data, data.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return read < data.Length
            ? data[..read]
            : throw Unsized(path);
    }

    private static bool HasNoLength(string path)
    {
        var file = new FileInfo(path);
        return (file.ResolveLinkTarget(returnFinalTarget: true) ?? file) is FileInfo { Exists: true, Length: 0 };
    }

    private static ImageStorageException Unsized(string path) => new(
        ImageStorageError.InvalidImage,
        $"'{path}' is not a file with an image: it is empty, a device or a pipe, or is being written. Try again when it is complete.");
}
