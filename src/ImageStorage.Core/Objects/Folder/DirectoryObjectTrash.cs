namespace ImageStorage.Objects.Folder;

/// <summary>
/// What was deleted from the embedded store, in its folder <c>trash</c>: the content, its sidecar beside it, and the notes. A sidecar is
/// copied before its content moves, so that a crash leaves the content with a sidecar in one of the two places.
/// </summary>
/// <param name="root">The store's folder.</param>
/// <param name="store">The store's objects.</param>
/// <param name="timeProvider">The clock of the trash's age.</param>
internal sealed class DirectoryObjectTrash(string root, IObjectStore store, TimeProvider timeProvider) : IObjectTrash
{
    private static readonly TimeSpan BetweenEmptyings = TimeSpan.FromHours(1);

    private readonly DirectoryFiles _files = new(Path.GetFullPath(root), timeProvider);
    private DateTimeOffset _emptied = DateTimeOffset.MinValue;

    public Task MoveAsync(StoredObject stored, CancellationToken cancellationToken) => GuardAsync(
        "delete",
        stored.Key,
        async () =>
        {
            Empty();
            var key = ObjectKey.Parse(stored.Key);
            using var entered = await EnterAsync(stored.Key, cancellationToken).ConfigureAwait(false);
            if (_files.Content(key) is null)
                return false;

            var sidecar = await ReadAsync(_files.SidecarPath(key), cancellationToken).ConfigureAwait(false);
            if (sidecar is not null)
                await _files.WriteAsync(SidecarPath(key), sidecar, cancellationToken).ConfigureAwait(false);
            Move(_files.ContentPath(key), ContentPath(key));
            _files.Delete(key);
            return true;
        });

    public async Task<StoredObject> BringBackAsync(StoredObject removed, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Parse(removed.Key);
        var where = $"'{_files.Root}'";
        await GuardAsync("bring back", removed.Key, () => MoveBackAsync(key, where, cancellationToken)).ConfigureAwait(false);
        return await store.HeadAsync(key, cancellationToken).ConfigureAwait(false) is { } stored && TrashRule.IsSame(stored, removed)
            ? stored
            : throw TrashRule.Occupied(key, where);
    }

    public Task DropAsync(StoredObject removed, CancellationToken cancellationToken) => GuardAsync(
        "delete",
        removed.Key,
        async () =>
        {
            using var entered = await EnterAsync(removed.Key, cancellationToken).ConfigureAwait(false);
            var key = ObjectKey.Parse(removed.Key);
            Delete(ContentPath(key));
            Delete(SidecarPath(key));
            return true;
        });

    public async Task<byte[]?> ReadNoteAsync(string assignmentId, CancellationToken cancellationToken) => await GuardAsync(
        "read", TrashRule.Note(assignmentId), () => ReadAsync(NotePath(assignmentId), cancellationToken)).ConfigureAwait(false);

    public Task<DateTimeOffset?> WriteNoteAsync(string assignmentId, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        GuardAsync<DateTimeOffset?>(
            "store",
            TrashRule.Note(assignmentId),
            async () =>
            {
                Empty();
                await _files.WriteAsync(NotePath(assignmentId), json, cancellationToken).ConfigureAwait(false);
                return timeProvider.GetUtcNow() + TrashRule.KeptFor;
            });

    public Task DeleteNoteAsync(string assignmentId, CancellationToken cancellationToken) => GuardAsync(
        "delete",
        TrashRule.Note(assignmentId),
        () =>
        {
            Delete(NotePath(assignmentId));
            return Task.FromResult(true);
        });

    /// <summary>False when the object is there already, or the trash does not have it.</summary>
    private async Task<bool> MoveBackAsync(ObjectKey key, string where, CancellationToken cancellationToken)
    {
        using var entered = await EnterAsync(key, cancellationToken).ConfigureAwait(false);
        if (_files.Content(key) is not null)
            return false;
        if (!File.Exists(ContentPath(key)))
            throw TrashRule.Gone(key, where);

        if (await ReadAsync(SidecarPath(key), cancellationToken).ConfigureAwait(false) is { } sidecar)
            await _files.WriteAsync(_files.SidecarPath(key), sidecar, cancellationToken).ConfigureAwait(false);
        Move(ContentPath(key), _files.ContentPath(key));
        Delete(SidecarPath(key));
        return true;
    }

    /// <summary>Deletes what has been in the trash for too long. Other processes may do so at the same time, so nothing here is an error.</summary>
    private void Empty()
    {
        var now = timeProvider.GetUtcNow();
        var trash = Path.Combine(_files.Root, TrashRule.Prefix);
        if (now - _emptied < BetweenEmptyings || !Directory.Exists(trash))
            return;

        _emptied = now;
        foreach (var path in Directory.EnumerateFiles(trash, "*.json", SearchOption.AllDirectories))
        {
            try
            {
                // A content keeps the time at which it was stored; its sidecar has that of the deletion.
                if (now.UtcDateTime - File.GetLastWriteTimeUtc(path) <= TrashRule.KeptFor)
                    continue;
                Delete(path[..^".json".Length]);
                Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
            }
        }
    }

    private string ContentPath(ObjectKey key) => PathOf(TrashRule.Content(key));

    private string SidecarPath(ObjectKey key) => ContentPath(key) + ".json";

    private string NotePath(string assignmentId) => PathOf(TrashRule.Note(assignmentId));

    private string PathOf(string name) => Path.Combine(_files.Root, name.Replace('/', Path.DirectorySeparatorChar));

    private static void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to, overwrite: true);
    }

    private static void Delete(string path)
    {
        if (File.Exists(path))
            File.Delete(path);
    }

    private static async Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private Task<DirectoryLock> EnterAsync(string key, CancellationToken cancellationToken) =>
        DirectoryLock.EnterAsync(_files.Locks, key, timeProvider, cancellationToken);

    private async Task<T> GuardAsync<T>(string doing, string key, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DirectoryErrors.From(exception, doing, key, _files.Root);
        }
    }
}
