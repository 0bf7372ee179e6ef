using ImageStorage.Objects.Folder;

namespace ImageStorage.Objects;

/// <summary>
/// Pictures fetched before: a folder an assignment, in it a file named after the ETag of its content. A file never changes and appears
/// whole, so that processes can share the cache.
/// </summary>
/// <param name="root">The cache's folder, one per store.</param>
internal sealed class ImageCache(string root)
{
    /// <summary>The copy of an object, or null.</summary>
    public ReceivedImage? Find(ObjectKey key)
    {
        var format = key.Format;
        var folder = new DirectoryInfo(Path.Combine(root, key.AssignmentId));
        if (!folder.Exists)
            return null;

        var file = folder.EnumerateFiles("*" + format.Extension()).OrderByDescending(file => file.LastWriteTimeUtc).FirstOrDefault();
        return file is null ? null : ToImage(key, file.FullName, file.Length, format) with
        {
            ETag = Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(file.Name)),
        };
    }

    /// <summary>True when a copy still has the bytes that the store has: other programs may have changed the cache's files.</summary>
    public static async Task<bool> HoldsAsync(ReceivedImage cached, StoredObject stored, CancellationToken cancellationToken)
    {
        try
        {
            var data = await File.ReadAllBytesAsync(cached.Path, cancellationToken).ConfigureAwait(false);
            return stored.Sha256 is null ? data.LongLength == stored.SizeBytes : ContentHash.Of(data).Hex == stored.Sha256;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Keeps an object's bytes, and deletes what the same key had before.</summary>
    public async Task<ReceivedImage> KeepAsync(StoredObject stored, byte[] data, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Parse(stored.Key);
        var format = key.Format;
        var folder = Path.Combine(root, key.AssignmentId);
        var path = Path.Combine(folder, Uri.EscapeDataString(stored.ETag) + format.Extension());
        await AtomicFile.WriteAsync(path, data, cancellationToken).ConfigureAwait(false);
        foreach (var former in Directory.EnumerateFiles(folder, "*" + format.Extension()).Where(file => file != path))
            TryDelete(former);
        return ToImage(stored.Key, path, data.LongLength, format) with { ETag = stored.ETag, Sha256 = stored.Sha256 };
    }

    /// <summary>The placeholder for a picture that is not available.</summary>
    public async Task<ReceivedImage> PlaceholderAsync(string key, CancellationToken cancellationToken)
    {
        var path = Path.Combine(root, "placeholder" + ImageFormat.WebP.Extension());
        var data = PlaceholderImage.WebP;
        if (new FileInfo(path) is not { Exists: true } file || file.Length != data.Length)
            await AtomicFile.WriteAsync(path, data, cancellationToken).ConfigureAwait(false);
        return ToImage(key, path, data.Length, ImageFormat.WebP) with { IsPlaceholder = true };
    }

    private static ReceivedImage ToImage(string key, string path, long bytes, ImageFormat format) =>
        new() { Key = key, Path = path, ContentType = format.ContentType(), SizeBytes = bytes };

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process reads it. The next write deletes it.
        }
    }
}
