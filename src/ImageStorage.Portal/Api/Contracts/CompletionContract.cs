namespace ImageStorage.Portal.Api.Contracts;

/// <summary>The result of a submission.</summary>
internal sealed record CompletionContract
{
    public required string AssignmentId { get; init; }
    public required string StudentId { get; init; }
    public required IReadOnlyList<StudentAnswerContract> Answers { get; init; }

    /// <summary>The mean of this submission over all questions, 0 to 100.</summary>
    public required double Score { get; init; }

    /// <summary>The mean of the best scores so far over all questions, 0 to 100.</summary>
    public required double BestScore { get; init; }

    /// <summary>The id in every log line about this request.</summary>
    public required string CorrelationId { get; init; }
}
