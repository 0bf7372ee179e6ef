namespace ImageStorage;

/// <summary>Keeps the students' answers, beside the records and in the same kind of store.</summary>
public interface IAnswerRepository
{
    /// <summary>
    /// Stores each answer as the latest to its question, and as the best when its score is higher than the best so far. Each question is
    /// one atomic write, so concurrent processes lose no best score and no attempt. A submission that is sent again counts once
    /// while it is the latest to the question; when another came in between, it counts as one more attempt.
    /// </summary>
    /// <param name="submission">The answers.</param>
    /// <param name="cancellationToken">Stops the work; the same submission may be sent again.</param>
    /// <returns>What is stored now, in the order of the submission.</returns>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task<IReadOnlyList<StudentAnswer>> SubmitAsync(AnswerSubmission submission, CancellationToken cancellationToken);

    /// <summary>Reads answers, ordered by student (ordinal) and question (ordinal), a page at a time as they are asked for.</summary>
    /// <param name="assignmentId">The assignment.</param>
    /// <param name="studentId">Only this student's; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    IAsyncEnumerable<StudentAnswer> ListAsync(string assignmentId, string? studentId, CancellationToken cancellationToken);

    /// <summary>Adds answers as they were, with their scores and attempts. An answer of the same student to the same question stays.</summary>
    /// <param name="answers">Answers that <see cref="ListAsync"/> gave before.</param>
    /// <param name="cancellationToken">Stops the work; the same call again adds the rest.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    Task AddAsync(IReadOnlyList<StudentAnswer> answers, CancellationToken cancellationToken);

    /// <summary>Deletes all answers to an assignment; none is no error.</summary>
    /// <param name="assignmentId">The assignment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    Task DeleteAsync(string assignmentId, CancellationToken cancellationToken);
}
