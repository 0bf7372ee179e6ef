namespace ImageStorage.Objects;

/// <summary>Writes files that are there whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes to a temporary file beside <paramref name="path"/>, flushes it to the disk, and renames it over whatever is there.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StorageAccessDenied"/>, <see cref="ImageStorageError.StorageUnavailable"/>.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        var folder = Path.GetDirectoryName(path)!;
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.Asynchronous,
                BufferSize = 0,
                PreallocationSize = data.Length,
            };
            var file = new FileStream(temporary, options);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(data, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new ImageStorageException(
                ImageStorageError.StorageAccessDenied, $"The file '{path}' cannot be written: you have no permission to write there.", exception);
        }
        catch (IOException exception)
        {
            throw new ImageStorageException(
                ImageStorageError.StorageUnavailable, $"The file '{path}' could not be written: {exception.Message}", exception);
        }
        finally
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
        }
    }
}
