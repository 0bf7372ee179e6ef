namespace ImageStorage.Pairing;

/// <summary>Looks at a few records and objects, to see whether two stores without an id can belong together.</summary>
/// <param name="objects">The object store.</param>
/// <param name="records">The record store.</param>
internal sealed class StoreContents(IObjectStore objects, IAssignmentRepository records)
{
    private const int SampleSize = 20;

    /// <summary>Compares a sample of each store with the other.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<StoreComparison> CompareAsync(CancellationToken cancellationToken)
    {
        var listed = await ListObjectsAsync(cancellationToken).ConfigureAwait(false);
        var page = await records.ListAsync(new AssignmentQuery { PageSize = SampleSize }, cancellationToken).ConfigureAwait(false);
        var hasRecords = page.Items.Count > 0 || page.Next is not null;
        var stored = page.Items.Where(record => record is { HasImage: true, S3UploadStatus: S3UploadStatus.Success }).ToList();

        if (listed.Count > 0 && !hasRecords)
            return StoreComparison.Against("there are images, and not one record.");
        if (stored.Count > 0)
        {
            return await AnyAsync(stored, record => HasObjectAsync(record, cancellationToken)).ConfigureAwait(false)
                ? StoreComparison.Fits
                : StoreComparison.Against($"of the newest {stored.Count} records with an image, not one has its image there.");
        }

        if (listed.Count > 0)
        {
            return await AnyAsync(listed, item => HasRecordAsync(item, cancellationToken)).ConfigureAwait(false)
                ? StoreComparison.Fits
                : StoreComparison.Against($"of the first {listed.Count} images, not one has a record.");
        }

        return hasRecords ? StoreComparison.Fits : StoreComparison.Empty;
    }

    private async Task<List<ListedObject>> ListObjectsAsync(CancellationToken cancellationToken)
    {
        using var listing = objects.List();
        return [.. (await listing.ReadAsync(cancellationToken).ConfigureAwait(false)).Take(SampleSize)];
    }

    private async Task<bool> HasObjectAsync(Assignment record, CancellationToken cancellationToken) =>
        ObjectKey.TryParse(record.S3ImageKey, out var key)
        && await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false) is not null;

    private async Task<bool> HasRecordAsync(ListedObject item, CancellationToken cancellationToken) =>
        await records.FindAsync(item.Key.AssignmentId, cancellationToken).ConfigureAwait(false) is not null;

    private static async Task<bool> AnyAsync<T>(IEnumerable<T> items, Func<T, Task<bool>> isThere)
    {
        foreach (var item in items)
        {
            if (await isThere(item).ConfigureAwait(false))
                return true;
        }

        return false;
    }
}
