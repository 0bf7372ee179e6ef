namespace ImageStorage.Objects.Folder;

/// <summary>
/// Objects in a folder, for use without an account. Content is written before its sidecar; a crash in between leaves bytes with
/// the sidecar of others. The next reader detects that by the hash and writes the sidecar again.
/// </summary>
internal sealed class DirectoryObjectStore(string root, TimeProvider timeProvider) : IObjectStore
{
    private readonly DirectoryFiles _files = new(Path.GetFullPath(root), timeProvider);

    public async Task<StoredObject> PutAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        StoreRule.CheckUpload(upload);
        return await GuardAsync(
            "store",
            upload.Key,
            async () =>
            {
                using var entered = await EnterAsync(upload.Key, cancellationToken).ConfigureAwait(false);
                _files.RemoveLeftovers();
                return await PutEnteredAsync(upload, cancellationToken).ConfigureAwait(false);
            }).ConfigureAwait(false);
    }

    public async Task<StoredObject?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        return await GuardAsync(
            "read", key, async () => (await DescribeAsync(key, cancellationToken).ConfigureAwait(false))?.ToStored()).ConfigureAwait(false);
    }

    public async Task<ObjectDownload> GetAsync(ObjectKey key, string? knownETag, CancellationToken cancellationToken)
    {
        return await GuardAsync(
            "read",
            key,
            async () =>
            {
                if (knownETag is not null
                    && await DescribeAsync(key, cancellationToken).ConfigureAwait(false) is { } current && current.Sha256 == knownETag)
                {
                    return new ObjectDownload(current.ToStored(), null);
                }

                var (sidecar, data) = await ReadAsync(key, cancellationToken).ConfigureAwait(false)
                    ?? throw NotFound(key);
                return new ObjectDownload(sidecar.ToStored(), data);
            }).ConfigureAwait(false);
    }

    public async Task MakePermanentAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await GuardAsync(
            "change",
            key,
            async () =>
            {
                // Checked before the lock, which would create its folder in a store that does not exist yet.
                if (_files.Content(key) is null)
                    throw NotFound(key);

                using var entered = await EnterAsync(key, cancellationToken).ConfigureAwait(false);
                var sidecar = await TrustedSidecarAsync(key, cancellationToken).ConfigureAwait(false)
                    ?? (await RestoreSidecarAsync(key, cancellationToken).ConfigureAwait(false))?.Sidecar
                    ?? throw NotFound(key);
                if (sidecar.Lifecycle != Lifecycle.Permanent)
                    await _files.WriteSidecarAsync(sidecar with { Lifecycle = Lifecycle.Permanent }, cancellationToken).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
    }

    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        await GuardAsync(
            "delete",
            key,
            async () =>
            {
                if (!Directory.Exists(_files.Root))
                    return false;

                using var entered = await EnterAsync(key, cancellationToken).ConfigureAwait(false);
                // Throws when the files are those of a key that differs in case only.
                await _files.ReadSidecarAsync(key, cancellationToken).ConfigureAwait(false);
                _files.Delete(key);
                return true;
            }).ConfigureAwait(false);
    }

    public IObjectListing List() => new DirectoryObjectListing(_files.Root);

    private async Task<StoredObject> PutEnteredAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var sha256 = upload.Sha256.Hex;
        var lifecycle = await LifecycleAsync(upload, cancellationToken).ConfigureAwait(false);
        var same = false;
        if (_files.Content(upload.Key) is not null)
        {
            var sidecar = await TrustedSidecarAsync(upload.Key, cancellationToken).ConfigureAwait(false);
            if (sidecar is null)
            {
                var data = await _files.ReadContentAsync(upload.Key, cancellationToken).ConfigureAwait(false) ?? [];
                same = ContentHash.Of(data).Hex == sha256;
                sidecar = await MatchingSidecarAsync(upload.Key, sha256, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                same = sidecar.Sha256 == sha256;
            }

            if (!same && !upload.Overwrite)
                throw StoreRule.AlreadyExists(upload.Key, $"'{_files.Root}'");

            if (same && sidecar is not null && (!upload.Overwrite || sidecar.ContentType == upload.ContentType))
            {
                if (upload.Permanent && sidecar.Lifecycle != lifecycle)
                    await _files.WriteSidecarAsync(sidecar with { Lifecycle = lifecycle }, cancellationToken).ConfigureAwait(false);
                return sidecar.ToStored();
            }
        }

        // A crash may leave the same bytes without their sidecar: the content stays and gets a new sidecar.
        if (!same)
            await _files.WriteAsync(_files.ContentPath(upload.Key), upload.Data, cancellationToken).ConfigureAwait(false);
        var written = new ObjectSidecar
        {
            Key = upload.Key,
            ContentType = upload.ContentType,
            SizeBytes = upload.Data.Length,
            Sha256 = sha256,
            ContentWrittenAt = File.GetLastWriteTimeUtc(_files.ContentPath(upload.Key)),
            Lifecycle = lifecycle,
            Metadata = upload.Metadata with { Sha256 = sha256 },
        };
        // Not cancelled, because the content is already written.
        await _files.WriteSidecarAsync(written, CancellationToken.None).ConfigureAwait(false);
        return written.ToStored() with { Written = !same };
    }

    /// <summary>The sidecar of replaced bytes counts too: a permanent object stays permanent.</summary>
    private async Task<string> LifecycleAsync(ObjectUpload upload, CancellationToken cancellationToken) => Lifecycle.Of(
        upload.Permanent || await _files.ReadSidecarAsync(upload.Key, cancellationToken).ConfigureAwait(false) is { Lifecycle: Lifecycle.Permanent });

    private async Task<ObjectSidecar?> DescribeAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_files.Content(key) is null)
            return null;

        return await TrustedSidecarAsync(key, cancellationToken).ConfigureAwait(false)
            ?? (await MendAsync(key, cancellationToken).ConfigureAwait(false))?.Sidecar;
    }

    private async Task<(ObjectSidecar Sidecar, byte[] Data)?> ReadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await _files.ReadContentAsync(key, cancellationToken).ConfigureAwait(false) is not { } data)
            return null;

        var sha256 = ContentHash.Of(data).Hex;
        return await MatchingSidecarAsync(key, sha256, cancellationToken).ConfigureAwait(false) is { } sidecar
            ? (sidecar, data)
            : await MendAsync(key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The sidecar, when the content file's size and time show that it was written for it.</summary>
    private async Task<ObjectSidecar?> TrustedSidecarAsync(ObjectKey key, CancellationToken cancellationToken) =>
        await _files.ReadSidecarAsync(key, cancellationToken).ConfigureAwait(false) is { } sidecar
        && _files.Content(key) is { } content
        && sidecar.Key == key && sidecar.SizeBytes == content.Length && sidecar.ContentWrittenAt == content.LastWriteTimeUtc
            ? sidecar
            : null;

    /// <summary>
    /// Called when content and sidecar do not match, because a writer is between the two or crashed there. Waits for it, then restores the sidecar.
    /// </summary>
    private async Task<(ObjectSidecar Sidecar, byte[] Data)?> MendAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        DirectoryLock? entered = null;
        try
        {
            entered = await EnterAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // A folder that can only be read has no writers to wait for, and a new sidecar cannot be written.
        }

        using (entered)
        {
            var mended = await RestoreSidecarAsync(key, cancellationToken).ConfigureAwait(false);
            if (mended is { } found && entered is not null)
                await _files.WriteSidecarAsync(found.Sidecar, cancellationToken).ConfigureAwait(false);
            return mended;
        }
    }

    /// <summary>The sidecar that the content should have; null without content. Keeps what is still valid of the existing one.</summary>
    private async Task<(ObjectSidecar Sidecar, byte[] Data)?> RestoreSidecarAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (await _files.ReadContentAsync(key, cancellationToken).ConfigureAwait(false) is not { } data)
            return null;

        var restored = _files.Recompute(key, data);
        if (await _files.ReadSidecarAsync(key, cancellationToken).ConfigureAwait(false) is { } sidecar)
        {
            restored = IsOf(sidecar, key, restored.Sha256)
                ? sidecar with { SizeBytes = data.Length, ContentWrittenAt = restored.ContentWrittenAt }
                : restored with { Lifecycle = sidecar.Lifecycle };
        }

        return (restored, data);
    }

    private async Task<ObjectSidecar?> MatchingSidecarAsync(ObjectKey key, string sha256, CancellationToken cancellationToken) =>
        await _files.ReadSidecarAsync(key, cancellationToken).ConfigureAwait(false) is { } sidecar && IsOf(sidecar, key, sha256) ? sidecar : null;

    private static bool IsOf(ObjectSidecar sidecar, ObjectKey key, string sha256) => sidecar.Key == key && sidecar.Sha256 == sha256;

    private ImageStorageException NotFound(ObjectKey key) => StoreRule.NotFound(key, $"'{_files.Root}'");

    private Task<DirectoryLock> EnterAsync(ObjectKey key, CancellationToken cancellationToken) =>
        DirectoryLock.EnterAsync(_files.Locks, key, timeProvider, cancellationToken);

    private async Task<T> GuardAsync<T>(string doing, ObjectKey key, Func<Task<T>> work)
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
