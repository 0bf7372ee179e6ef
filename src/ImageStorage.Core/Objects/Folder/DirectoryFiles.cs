using System.Text.Json;

namespace ImageStorage.Objects.Folder;

/// <summary>The files of the embedded store: their paths, and how they are read and written.</summary>
internal sealed class DirectoryFiles(string root, TimeProvider timeProvider)
{
    // Far longer than any write takes.
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromHours(1);

    private readonly string _temporary = Path.Combine(root, ".temporary");

    public string Root => root;

    public string Locks { get; } = Path.Combine(root, ".locks");

    // A key is one folder and one file name, without dots except the extension's.
    public string ContentPath(ObjectKey key) => Path.Combine(root, key.Value.Replace('/', Path.DirectorySeparatorChar));

    public string SidecarPath(ObjectKey key) => Path.Combine(root, ".metadata", key.Value.Replace('/', Path.DirectorySeparatorChar) + ".json");

    /// <summary>Writes a file whole or not at all, through a folder that holds only temporary files, so that leftovers can be deleted.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="data">Its content.</param>
    /// <param name="cancellationToken">Stops the writing; the rename is not stopped.</param>
    public Task WriteAsync(string path, ReadOnlyMemory<byte> data, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(path, _temporary, data, cancellationToken);

    public Task WriteSidecarAsync(ObjectSidecar sidecar, CancellationToken cancellationToken) => WriteAsync(
        SidecarPath(ObjectKey.Parse(sidecar.Key)), JsonSerializer.SerializeToUtf8Bytes(sidecar, ObjectSidecarJson.Default.ObjectSidecar), cancellationToken);

    /// <summary>The content; null when there is none.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<byte[]?> ReadContentAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            using var handle = File.OpenHandle(
                ContentPath(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.Asynchronous);
            var length = RandomAccess.GetLength(handle);
            StoreRule.CheckSize(key, length);
            var data = GC.AllocateUninitializedArray<byte>((int)length);
            var read = 0;
            while (read < data.Length)
            {
                var count = await RandomAccess.ReadAsync(handle, data.AsMemory(read), read, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    throw new EndOfStreamException($"{ContentPath(key)} became shorter while it was read.");
                read += count;
            }

            return data;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The sidecar; null when there is none that can be read.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ImageAlreadyExists"/> for a key that the file system does not distinguish from another object's.
    /// </exception>
    public async Task<ObjectSidecar?> ReadSidecarAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(SidecarPath(key), cancellationToken).ConfigureAwait(false);
            var sidecar = JsonSerializer.Deserialize(bytes, ObjectSidecarJson.Default.ObjectSidecar);
            return sidecar is null || sidecar.Key == key || !string.Equals(sidecar.Key, key, StringComparison.OrdinalIgnoreCase)
                ? sidecar
                : throw new ImageStorageException(
                    ImageStorageError.ImageAlreadyExists,
                    $"'{root}' does not distinguish upper and lower case, and already has '{sidecar.Key}' in the place of '{key}'. "
                    + "Use an id that differs in more than case.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The content file; null when there is none.</summary>
    /// <param name="key">The object key.</param>
    public FileInfo? Content(ObjectKey key) => new FileInfo(ContentPath(key)) is { Exists: true } file ? file : null;

    /// <summary>A new sidecar for bytes whose own is missing or belongs to other bytes.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="data">The content.</param>
    public ObjectSidecar Recompute(ObjectKey key, byte[] data)
    {
        var sha256 = ContentHash.Of(data).Hex;
        return new ObjectSidecar
        {
            Key = key,
            ContentType = key.Format.ContentType(),
            SizeBytes = data.Length,
            Sha256 = sha256,
            ContentWrittenAt = File.GetLastWriteTimeUtc(ContentPath(key)),
            Lifecycle = Lifecycle.Standard,
            Metadata = new ObjectMetadata { AssignmentId = key.AssignmentId, Sha256 = sha256 },
        };
    }

    public void Delete(ObjectKey key)
    {
        // The content first, because a sidecar without content is not an object.
        foreach (var path in new[] { ContentPath(key), SidecarPath(key) })
        {
            if (File.Exists(path))
                File.Delete(path);
        }
    }

    /// <summary>Removes temporary files of writers that crashed. Other processes may do so at the same time, so nothing here is an error.</summary>
    public void RemoveLeftovers()
    {
        if (!Directory.Exists(_temporary))
            return;

        var oldest = timeProvider.GetUtcNow().UtcDateTime - LeftoverAge;
        foreach (var path in Directory.EnumerateFiles(_temporary))
        {
            try
            {
                if (File.GetLastWriteTimeUtc(path) < oldest)
                    File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
            }
        }
    }
}
