namespace ImageStorage;

/// <summary>Answers that a student gave at one time, scored, on their way into the store.</summary>
public sealed record AnswerSubmission
{
    /// <summary>Unlike with each submission: a write that is repeated because its answer was lost counts once, unless another submission came in between.</summary>
    public required string SubmissionId { get; init; }

    /// <summary>The assignment.</summary>
    public required string AssignmentId { get; init; }

    /// <summary>The student; any text.</summary>
    public required string StudentId { get; init; }

    /// <summary>When the answers came.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary>The answers, each to another question.</summary>
    public required IReadOnlyList<ScoredAnswer> Answers { get; init; }
}
