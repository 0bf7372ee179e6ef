namespace ImageStorage.Trash;

/// <summary>A trash whose process ends right before one of its steps.</summary>
/// <param name="trash">The trash.</param>
/// <param name="step">Which step does not happen, from 1.</param>
internal sealed class StoppingTrash(IObjectTrash trash, int step) : IObjectTrash
{
    public const string Message = "stopped by the test";

    private int _steps;

    public bool HasStopped => _steps >= step;

    public Task MoveAsync(StoredObject stored, CancellationToken cancellationToken)
    {
        Step();
        return trash.MoveAsync(stored, cancellationToken);
    }

    public Task<StoredObject> BringBackAsync(StoredObject removed, CancellationToken cancellationToken)
    {
        Step();
        return trash.BringBackAsync(removed, cancellationToken);
    }

    public Task DropAsync(StoredObject removed, CancellationToken cancellationToken)
    {
        Step();
        return trash.DropAsync(removed, cancellationToken);
    }

    public Task<byte[]?> ReadNoteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        Step();
        return trash.ReadNoteAsync(assignmentId, cancellationToken);
    }

    public Task<DateTimeOffset?> WriteNoteAsync(string assignmentId, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        Step();
        return trash.WriteNoteAsync(assignmentId, json, cancellationToken);
    }

    public Task DeleteNoteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        Step();
        return trash.DeleteNoteAsync(assignmentId, cancellationToken);
    }

    private void Step()
    {
        if (++_steps == step)
            throw new ImageStorageException(ImageStorageError.StorageUnavailable, Message);
    }
}
