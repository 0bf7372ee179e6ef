namespace ImageStorage;

/// <summary>
/// Where an object store keeps what was deleted, so that it can be brought back for a while: pictures with all that belongs to them, and
/// beside them a note for each assignment.
/// </summary>
public interface IObjectTrash
{
    /// <summary>
    /// Deletes an object and keeps it: as a version where the store has versions, and else under <c>trash/</c>. One that is gone already is a
    /// success.
    /// </summary>
    /// <param name="stored">The object as it was read just before.</param>
    /// <param name="cancellationToken">Stops the work; the same call again finishes it.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task MoveAsync(StoredObject stored, CancellationToken cancellationToken);

    /// <summary>Puts a deleted object back, with its bytes, content type, metadata and tags. The trash keeps it too.</summary>
    /// <param name="removed">The object as <see cref="MoveAsync"/> got it.</param>
    /// <param name="cancellationToken">Stops the work; the same call again finishes it.</param>
    /// <returns>The object, also when the same bytes are there already.</returns>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ImageAlreadyExists"/> when other bytes have its key, <see cref="ImageStorageError.ImageNotFound"/> when the
    /// trash no longer has it, and the storage errors.
    /// </exception>
    Task<StoredObject> BringBackAsync(StoredObject removed, CancellationToken cancellationToken);

    /// <summary>Gives up what the trash has of an object; nothing is no error. A version stays for as long as the store keeps versions.</summary>
    /// <param name="removed">The object as <see cref="MoveAsync"/> got it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task DropAsync(StoredObject removed, CancellationToken cancellationToken);

    /// <summary>Reads the note of an assignment; null when there is none.</summary>
    /// <param name="assignmentId">A valid assignment id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<byte[]?> ReadNoteAsync(string assignmentId, CancellationToken cancellationToken);

    /// <summary>Writes the note of an assignment, in the place of a former one.</summary>
    /// <param name="assignmentId">A valid assignment id.</param>
    /// <param name="json">The note.</param>
    /// <param name="cancellationToken">Stops the work; the note may have been written by then.</param>
    /// <returns>Until when the trash keeps it; null when the store does not say.</returns>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<DateTimeOffset?> WriteNoteAsync(string assignmentId, ReadOnlyMemory<byte> json, CancellationToken cancellationToken);

    /// <summary>Deletes the note of an assignment; none is no error.</summary>
    /// <param name="assignmentId">A valid assignment id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task DeleteNoteAsync(string assignmentId, CancellationToken cancellationToken);
}
