namespace ImageStorage;

/// <summary>Keeps the records: SQLite, MongoDB or DynamoDB.</summary>
public interface IAssignmentRepository
{
    /// <summary>Adds a record.</summary>
    /// <param name="assignment">The record; its revision is stored as it is.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.AssignmentAlreadyExists"/> and the storage errors.</exception>
    Task InsertAsync(Assignment assignment, CancellationToken cancellationToken);

    /// <summary>Finds a record; null when there is none.</summary>
    /// <param name="assignmentId">The primary key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<Assignment?> FindAsync(string assignmentId, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the fields in which <paramref name="changed"/> differs from <paramref name="current"/>, and no others: fields that this
    /// application does not know survive.
    /// </summary>
    /// <param name="current">The record as it was read.</param>
    /// <param name="changed">The record with its changes.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns><paramref name="changed"/> with its new revision.</returns>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.AssignmentConflict"/> when the record is no longer at the revision of <paramref name="current"/> or was
    /// deleted, and the storage errors.
    /// </exception>
    Task<Assignment> UpdateAsync(Assignment current, Assignment changed, CancellationToken cancellationToken);

    /// <summary>Deletes a record.</summary>
    /// <param name="assignmentId">The primary key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>False when there was none.</returns>
    Task<bool> DeleteAsync(string assignmentId, CancellationToken cancellationToken);

    /// <summary>
    /// Finds, by an index, a record whose stored picture the model generated from the prompt. Records without a finished upload do not count.
    /// </summary>
    /// <param name="prompt">The exact prompt.</param>
    /// <param name="modelId">The model.</param>
    /// <param name="seed">The seed; null for any.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The newest of several; null when there is none.</returns>
    Task<Assignment?> FindPictureAsync(string prompt, string modelId, long? seed, CancellationToken cancellationToken);

    /// <summary>Lists records, newest first, one page at a time, without skips or repeats while others insert.</summary>
    /// <param name="query">Which records.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<AssignmentPage> ListAsync(AssignmentQuery query, CancellationToken cancellationToken);
}
