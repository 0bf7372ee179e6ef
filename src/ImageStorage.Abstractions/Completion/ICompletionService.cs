namespace ImageStorage;

/// <summary>The jobs around completing assignments. Each call is one user-visible operation with a correlation id of its own.</summary>
public interface ICompletionService
{
    /// <summary>Scores a student's answers and stores them; the best score of each question is kept.</summary>
    /// <param name="request">The answers.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.AssignmentNotFound"/>, <see cref="ImageStorageError.InvalidAnswer"/>, the storage errors and, with a model, those of models.
    /// </exception>
    Task<CompletedAssignment> CompleteAsync(CompletionRequest request, CancellationToken cancellationToken);

    /// <summary>Reads the answers to an assignment, ordered by student and question.</summary>
    /// <param name="assignmentId">The assignment.</param>
    /// <param name="studentId">Only this student's; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    IAsyncEnumerable<StudentAnswer> ListAsync(string assignmentId, string? studentId, CancellationToken cancellationToken);

    /// <summary>Reads questions with answers from a file, UTF-8: a JSON list of objects, or CSV with a line of column names; Question, Answer and, where there is one, Id.</summary>
    /// <param name="path">The full path. The extension <c>.csv</c> tells CSV; any other is JSON.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The questions in their order; those without an id are numbered.</returns>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>, naming the line or the position.</exception>
    Task<IReadOnlyList<QuestionAnswer>> ReadQuestionsAsync(string path, CancellationToken cancellationToken);

    /// <summary>Makes questions with answers from a prompt.</summary>
    /// <param name="prompt">What the questions are about.</param>
    /// <param name="modelId">The text model of Amazon Bedrock; null for the default one.</param>
    /// <param name="cancellationToken">Stops the work; the model may have been paid by then.</param>
    /// <returns>Five questions.</returns>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> when everything is embedded and no model is named, <see cref="ImageStorageError.PromptRejected"/>,
    /// <see cref="ImageStorageError.ModelUnavailable"/>, <see cref="ImageStorageError.GenerationThrottled"/>, <see cref="ImageStorageError.GenerationTimeout"/>,
    /// <see cref="ImageStorageError.CredentialsNotFound"/>.
    /// </exception>
    Task<IReadOnlyList<QuestionAnswer>> GenerateQuestionsAsync(string prompt, string? modelId, CancellationToken cancellationToken);
}
