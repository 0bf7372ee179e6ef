namespace ImageStorage.Resilience;

/// <summary>A trash whose store fails for moments: each operation is tried again as those of the objects are.</summary>
/// <param name="trash">The trash.</param>
/// <param name="calls">The retries.</param>
internal sealed class ResilientObjectTrash(IObjectTrash trash, ResilientCalls calls) : IObjectTrash
{
    public Task MoveAsync(StoredObject stored, CancellationToken cancellationToken) =>
        RunAsync("trash.move", stored.Key, token => trash.MoveAsync(stored, token), cancellationToken);

    public Task<StoredObject> BringBackAsync(StoredObject removed, CancellationToken cancellationToken) =>
        calls.RunAsync(calls.Begin("trash.restore", removed.Key), token => trash.BringBackAsync(removed, token), cancellationToken);

    public Task DropAsync(StoredObject removed, CancellationToken cancellationToken) =>
        RunAsync("trash.drop", removed.Key, token => trash.DropAsync(removed, token), cancellationToken);

    public Task<byte[]?> ReadNoteAsync(string assignmentId, CancellationToken cancellationToken) =>
        calls.RunAsync(calls.Begin("trash.note.get", assignmentId), token => trash.ReadNoteAsync(assignmentId, token), cancellationToken);

    public Task<DateTimeOffset?> WriteNoteAsync(string assignmentId, ReadOnlyMemory<byte> json, CancellationToken cancellationToken) =>
        calls.RunAsync(
            calls.Begin("trash.note.put", assignmentId), token => trash.WriteNoteAsync(assignmentId, json, token), cancellationToken);

    public Task DeleteNoteAsync(string assignmentId, CancellationToken cancellationToken) =>
        RunAsync("trash.note.delete", assignmentId, token => trash.DeleteNoteAsync(assignmentId, token), cancellationToken);

    private Task<bool> RunAsync(string name, string key, Func<CancellationToken, Task> send, CancellationToken cancellationToken) => calls.RunAsync(
        calls.Begin(name, key),
        async token =>
        {
            await send(token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}
