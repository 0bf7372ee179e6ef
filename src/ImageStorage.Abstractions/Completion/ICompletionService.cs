namespace ImageStorage;

/// <summary>The operations around completing assignments. Each call is one user-visible operation with its own correlation id.</summary>
public interface ICompletionService
{
    /// <summary>Scores a student's answers and stores them; the best score of each question is kept.</summary>
    /// <param name="request">The answers.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.AssignmentNotFound"/>, <see cref="ImageStorageError.InvalidAnswer"/>, the storage errors and,
    /// with a model, the model errors.
    /// </exception>
    Task<CompletedAssignment> CompleteAsync(CompletionRequest request, CancellationToken cancellationToken);

    /// <summary>Reads the answers to an assignment, ordered by student and question.</summary>
    /// <param name="assignmentId">The assignment.</param>
    /// <param name="studentId">Only this student's; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    IAsyncEnumerable<StudentAnswer> ListAsync(string assignmentId, string? studentId, CancellationToken cancellationToken);

    /// <summary>
    /// Reads questions with answers from a UTF-8 file: a JSON list of objects, or CSV with a header line. The names are Question, Answer and,
    /// optionally, Id.
    /// </summary>
    /// <param name="path">The full path. The extension <c>.csv</c> means CSV; any other means JSON.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The questions in their order; those without an id are numbered.</returns>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>, naming the line or the position.</exception>
    Task<IReadOnlyList<QuestionAnswer>> ReadQuestionsAsync(string path, CancellationToken cancellationToken);

    /// <summary>Checks what <see cref="GenerateQuestionsAsync"/> would be asked, without asking the model.</summary>
    /// <param name="prompt">What the questions are about.</param>
    /// <param name="modelId">The text model of Amazon Bedrock; null for the default one.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/>, <see cref="ImageStorageError.PromptRejected"/>.
    /// </exception>
    void CheckGeneration(string prompt, string? modelId);

    /// <summary>Generates questions with answers from a prompt.</summary>
    /// <param name="prompt">What the questions are about.</param>
    /// <param name="modelId">The text model of Amazon Bedrock; null for the default one.</param>
    /// <param name="cancellationToken">Stops the work; the request may have been billed by then.</param>
    /// <returns>Five questions.</returns>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> when the image model is the offline one and no text model is named,
    /// <see cref="ImageStorageError.PromptRejected"/>, <see cref="ImageStorageError.ModelUnavailable"/>,
    /// <see cref="ImageStorageError.GenerationThrottled"/>, <see cref="ImageStorageError.GenerationTimeout"/>,
    /// <see cref="ImageStorageError.CredentialsNotFound"/>.
    /// </exception>
    Task<IReadOnlyList<QuestionAnswer>> GenerateQuestionsAsync(string prompt, string? modelId, CancellationToken cancellationToken);
}
