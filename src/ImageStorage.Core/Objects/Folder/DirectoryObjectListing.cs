namespace ImageStorage.Objects.Folder;

/// <summary>Reads a folder entry by entry, as the file system gives them: sorting them would hold all in memory.</summary>
internal sealed class DirectoryObjectListing(string root) : IObjectListing
{
    private const int PageSize = 1000;

    private IEnumerator<FileInfo>? _files;

    public async Task<IReadOnlyList<ListedObject>> ReadAsync(CancellationToken cancellationToken) =>
        await Task.Run(() => Read(cancellationToken), cancellationToken).ConfigureAwait(false);

    public void Dispose() => _files?.Dispose();

    private List<ListedObject> Read(CancellationToken cancellationToken)
    {
        var page = new List<ListedObject>();
        try
        {
            _files ??= Files().GetEnumerator();
            while (page.Count < PageSize && _files.MoveNext())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var file = _files.Current;
                // A file that was deleted since it was listed has no size any more.
                if (ObjectKey.TryParse(ObjectKey.Prefix + file.Name, out var key) && file.Exists)
                    page.Add(new ListedObject(key, file.Length, new DateTimeOffset(file.LastWriteTimeUtc)));
            }

            return page;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw DirectoryErrors.From(exception, "list", ObjectKey.Prefix, root);
        }
    }

    private IEnumerable<FileInfo> Files()
    {
        var folder = new DirectoryInfo(Path.Combine(root, ObjectKey.Prefix));
        return folder.Exists ? folder.EnumerateFiles() : [];
    }
}
