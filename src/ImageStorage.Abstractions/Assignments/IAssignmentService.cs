namespace ImageStorage;

/// <summary>The operations on assignments. Each call is one user-visible operation with its own correlation id.</summary>
public interface IAssignmentService
{
    /// <summary>
    /// Creates an assignment's picture: generates it or takes a given one, optimises, stores and records it. The record is pending before the
    /// object is written and success after. A repeated call returns the existing picture; after a crash, a repeated call finishes the work.
    /// </summary>
    /// <param name="request">What to make.</param>
    /// <param name="progress">Gets each stage; may be called from any thread.</param>
    /// <param name="cancellationToken">Stops the work; the record shows how far it came.</param>
    /// <exception cref="ImageStorageException">Any <see cref="ImageStorageError"/>.</exception>
    Task<AssignmentImage> CreateImageAsync(NewImageRequest request, IProgress<ImageProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Makes a record without a picture: its key is the sentinel <see cref="ObjectKey.NoImage"/>.</summary>
    /// <param name="request">What to record.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.AssignmentAlreadyExists"/> and the storage errors.</exception>
    Task<Assignment> CreateAsync(NewAssignmentRequest request, CancellationToken cancellationToken);

    /// <summary>Reads a record.</summary>
    /// <param name="assignmentId">Its id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.AssignmentNotFound"/> and the storage errors.</exception>
    Task<Assignment> GetAsync(string assignmentId, CancellationToken cancellationToken);

    /// <summary>Reads records, newest first, a page at a time as they are asked for.</summary>
    /// <param name="teacherId">Only this teacher's; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    IAsyncEnumerable<Assignment> ListAsync(string? teacherId, CancellationToken cancellationToken);

    /// <summary>Reads one page of records, newest first.</summary>
    /// <param name="query">Which records, and after which.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<AssignmentPage> ListPageAsync(AssignmentQuery query, CancellationToken cancellationToken);

    /// <summary>Replaces a record's questions; its picture stays.</summary>
    /// <param name="assignmentId">Its id.</param>
    /// <param name="questions">The new questions.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.AssignmentNotFound"/>, <see cref="ImageStorageError.AssignmentConflict"/> when it was changed meanwhile,
    /// and the storage errors.
    /// </exception>
    Task<Assignment> SetQuestionsAsync(string assignmentId, IReadOnlyList<QuestionAnswer> questions, CancellationToken cancellationToken);

    /// <summary>
    /// Removes the record first, so that no record ever names a missing object, then the object and the students' answers, each even when the
    /// other cannot be removed. Another assignment's picture, which records of other applications may name, stays. All of it is kept in the
    /// trash before, for <see cref="IRestoreService"/>.
    /// </summary>
    /// <param name="assignmentId">Its id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.AssignmentNotFound"/> and the storage errors.</exception>
    Task<Removal> RemoveAsync(string assignmentId, CancellationToken cancellationToken);

    /// <summary>Writes a self-contained HTML page with the prompt, the questions and the picture.</summary>
    /// <param name="assignmentId">Its id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The page's full path.</returns>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.AssignmentNotFound"/> and the storage errors.</exception>
    Task<string> RenderPageAsync(string assignmentId, CancellationToken cancellationToken);
}
