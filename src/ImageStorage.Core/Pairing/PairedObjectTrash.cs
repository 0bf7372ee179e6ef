namespace ImageStorage.Pairing;

/// <summary>A trash that changes only beside the record store that its object store belongs to.</summary>
/// <param name="trash">The trash.</param>
/// <param name="pair">Its object store, and the record store.</param>
internal sealed class PairedObjectTrash(IObjectTrash trash, StorePair pair) : IObjectTrash
{
    public async Task MoveAsync(StoredObject stored, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await trash.MoveAsync(stored, cancellationToken).ConfigureAwait(false);
    }

    public async Task<StoredObject> BringBackAsync(StoredObject removed, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await trash.BringBackAsync(removed, cancellationToken).ConfigureAwait(false);
    }

    public async Task DropAsync(StoredObject removed, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await trash.DropAsync(removed, cancellationToken).ConfigureAwait(false);
    }

    public Task<byte[]?> ReadNoteAsync(string assignmentId, CancellationToken cancellationToken) =>
        trash.ReadNoteAsync(assignmentId, cancellationToken);

    public async Task<DateTimeOffset?> WriteNoteAsync(string assignmentId, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await trash.WriteNoteAsync(assignmentId, json, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteNoteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await trash.DeleteNoteAsync(assignmentId, cancellationToken).ConfigureAwait(false);
    }
}
