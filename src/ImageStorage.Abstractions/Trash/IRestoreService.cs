namespace ImageStorage;

/// <summary>Brings back what was removed: a picture, its record and the students' answers.</summary>
public interface IRestoreService
{
    /// <summary>
    /// Undoes the last removal of an assignment or of its picture. Nothing that is there is replaced. A call that was stopped half way is
    /// finished by the same call again.
    /// </summary>
    /// <param name="assignmentId">The assignment.</param>
    /// <param name="cancellationToken">Stops the work; nothing is lost.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ImageNotFound"/> when the trash has nothing of it, <see cref="ImageStorageError.ImageAlreadyExists"/> or
    /// <see cref="ImageStorageError.AssignmentAlreadyExists"/> when another picture or record has its place, and the storage errors.
    /// </exception>
    Task<Restoration> RestoreAsync(string assignmentId, CancellationToken cancellationToken);
}
