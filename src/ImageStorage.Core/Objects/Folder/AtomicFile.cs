namespace ImageStorage.Objects.Folder;

/// <summary>Writes files whole or not at all: after a crash too, a reader finds the old file or the new one.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file through a temporary one beside it.</summary>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.StorageAccessDenied"/>, <see cref="ImageStorageError.StorageUnavailable"/>.
    /// </exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(path, Path.GetDirectoryName(path)!, data, cancellationToken).ConfigureAwait(false);
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
    }

    /// <summary>Writes to a temporary file, flushes it to the disk, and renames it over whatever is there.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="temporaryFolder">A folder of the same file system.</param>
    /// <param name="data">The content.</param>
    /// <param name="cancellationToken">Stops the writing; the rename is not stopped.</param>
    public static async Task WriteAsync(string path, string temporaryFolder, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(temporaryFolder);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var temporary = Path.Combine(temporaryFolder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var handle = File.OpenHandle(
                temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous, preallocationSize: data.Length))
            {
                await RandomAccess.WriteAsync(handle, data, fileOffset: 0, cancellationToken).ConfigureAwait(false);
                RandomAccess.FlushToDisk(handle);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
