namespace ImageStorage;

/// <summary>The scored answers that a student submitted together, as they are sent to the store.</summary>
public sealed record AnswerSubmission
{
    /// <summary>
    /// Unique for each submission: a write that is repeated because its response was lost counts once, unless another submission came in between.
    /// </summary>
    public required string SubmissionId { get; init; }

    /// <summary>The assignment.</summary>
    public required string AssignmentId { get; init; }

    /// <summary>The student; any text.</summary>
    public required string StudentId { get; init; }

    /// <summary>When the answers were submitted.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>The answers, at most one for each question.</summary>
    public required IReadOnlyList<ScoredAnswer> Answers { get; init; }
}
