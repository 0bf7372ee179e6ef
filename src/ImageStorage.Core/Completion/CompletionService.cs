using System.Runtime.CompilerServices;
using ImageStorage.Completion.Questions;
using ImageStorage.Diagnostics;
using ImageStorage.Pairing;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Completion;

/// <inheritdoc />
/// <param name="records">The assignments.</param>
/// <param name="answers">The students' answers.</param>
/// <param name="similarity">Scores answers when no model is named.</param>
/// <param name="embeddings">Creates the scorer of an embeddings model.</param>
/// <param name="questions">Generates questions.</param>
/// <param name="pair">The stores, asked before a model is paid for.</param>
/// <param name="configuration">The settings in force.</param>
/// <param name="operations">Runs each call.</param>
/// <param name="timeProvider">The clock for the time of submissions.</param>
internal sealed class CompletionService(
    IAssignmentRepository records, IAnswerRepository answers, IAnswerScorer similarity, Func<string, IAnswerScorer> embeddings,
    QuestionGenerator questions, IStorePair pair, ImageStorageConfiguration configuration, OperationRunner operations, TimeProvider timeProvider) : ICompletionService
{
    private const int PageSize = 100;

    public Task<CompletedAssignment> CompleteAsync(CompletionRequest request, CancellationToken cancellationToken) => operations.RunAsync(
        "CompleteAssignment", request.AssignmentId, (correlationId, token) => CompleteAsync(request, correlationId, token), cancellationToken);

    public async IAsyncEnumerable<StudentAnswer> ListAsync(
        string assignmentId, string? studentId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AssignmentId.Validate(assignmentId);
        var list = answers.ListAsync(assignmentId, studentId, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (list.ConfigureAwait(false))
        {
            IReadOnlyList<StudentAnswer> page;
            do
            {
                page = await operations.RunAsync("ListAnswers", assignmentId, (_, _) => ReadPageAsync(list), cancellationToken).ConfigureAwait(false);
                foreach (var answer in page)
                    yield return answer;
            }
            while (page.Count == PageSize);
        }
    }

    public Task<IReadOnlyList<QuestionAnswer>> ReadQuestionsAsync(string path, CancellationToken cancellationToken) =>
        operations.RunAsync("ReadQuestions", null, (_, token) => QuestionFile.ReadAsync(path, token), cancellationToken);

    public Task<IReadOnlyList<QuestionAnswer>> GenerateQuestionsAsync(string prompt, string? modelId, CancellationToken cancellationToken) =>
        operations.RunAsync(
            "GenerateQuestions",
            null,
            (_, token) =>
            {
                CheckGeneration(prompt, modelId);
                return questions.GenerateAsync(prompt, modelId, token);
            },
            cancellationToken);

    public void CheckGeneration(string prompt, string? modelId)
    {
        if (modelId is null && configuration.ImageModelId == ImageModelId.Offline)
        {
            throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                $"No questions were generated: the image model is '{ImageModelId.Offline}', and only a model of Amazon Bedrock writes questions. "
                + "Give the questions with -QuestionAnswer or -QuestionPath, or name a model with -QuestionModelId.");
        }

        questions.Accept(prompt, modelId);
    }

    private async Task<CompletedAssignment> CompleteAsync(CompletionRequest request, string correlationId, CancellationToken cancellationToken)
    {
        var studentId = request.StudentId ?? Environment.UserName;
        AssignmentId.Validate(request.AssignmentId);
        SubmissionRule.Check(studentId, request.Answers);
        await pair.VerifyAsync(cancellationToken).ConfigureAwait(false);
        var scorer = request.ModelId is null ? similarity : embeddings(request.ModelId);
        var assignment = await records.FindAsync(request.AssignmentId, cancellationToken).ConfigureAwait(false)
            ?? throw NotFound(request.AssignmentId);
        // Records of other applications may have two questions with the same id; an answer can only be to one of them.
        QuestionAnswer[] all = [.. assignment.QuestionAnswers.DistinctBy(question => question.Id, StringComparer.Ordinal)];
        SubmissionRule.CheckQuestions(assignment, all, request.Answers.Keys);

        QuestionAnswer[] answered = [.. all.Where(question => request.Answers.ContainsKey(question.Id))];
        var scores = await scorer
            .ScoreAsync([.. answered.Select(question => new AnswerPair(question.Answer, request.Answers[question.Id]))], cancellationToken)
            .ConfigureAwait(false);
        var submission = new AnswerSubmission
        {
            SubmissionId = Guid.NewGuid().ToString("N"),
            AssignmentId = assignment.AssignmentId,
            StudentId = studentId,
            AnsweredAt = EpochSeconds.Now(timeProvider),
            Answers = [.. answered.Select((question, index) => new ScoredAnswer(question.Id, request.Answers[question.Id], scores[index]))],
        };
        var stored = await answers.SubmitAsync(submission, cancellationToken).ConfigureAwait(false);
        await CheckStillThereAsync(assignment.AssignmentId, cancellationToken).ConfigureAwait(false);
        var best = await SumOfBestAsync(assignment.AssignmentId, studentId, all, stored, cancellationToken).ConfigureAwait(false);
        return new CompletedAssignment
        {
            AssignmentId = assignment.AssignmentId,
            StudentId = studentId,
            Answers = stored,
            Score = (double)scores.Sum() / all.Length,
            BestScore = (double)best / all.Length,
            CorrelationId = correlationId,
        };
    }

    /// <summary>
    /// A removal deletes the record before the answers. Answers that were stored in between must be deleted here, or the next assignment with
    /// that id would inherit them.
    /// </summary>
    private async Task CheckStillThereAsync(string assignmentId, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(assignmentId, cancellationToken).ConfigureAwait(false) is not null)
            return;
        await answers.DeleteAsync(assignmentId, cancellationToken).ConfigureAwait(false);
        throw NotFound(assignmentId);
    }

    private async Task<int> SumOfBestAsync(
        string assignmentId, string studentId, QuestionAnswer[] all, IReadOnlyList<StudentAnswer> stored, CancellationToken cancellationToken)
    {
        var best = new Dictionary<string, int>(StringComparer.Ordinal);
        if (stored.Count < all.Length)
        {
            await foreach (var answer in answers.ListAsync(assignmentId, studentId, cancellationToken).ConfigureAwait(false))
                best[answer.QuestionId] = answer.BestScore;
        }

        // The list may be older than the write before it.
        foreach (var answer in stored)
            best[answer.QuestionId] = answer.BestScore;
        return all.Sum(question => best.GetValueOrDefault(question.Id));
    }

    private static async Task<IReadOnlyList<StudentAnswer>> ReadPageAsync(IAsyncEnumerator<StudentAnswer> list)
    {
        var page = new List<StudentAnswer>(PageSize);
        while (page.Count < PageSize && await list.MoveNextAsync().ConfigureAwait(false))
            page.Add(list.Current);
        return page;
    }

    private static ImageStorageException NotFound(string assignmentId) => new(
        ImageStorageError.AssignmentNotFound, $"There is no assignment '{assignmentId}'. Get-Assignment lists those that exist.");
}
