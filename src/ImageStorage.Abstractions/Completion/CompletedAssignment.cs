namespace ImageStorage;

/// <summary>The result of a student's submission.</summary>
public sealed record CompletedAssignment
{
    /// <summary>The assignment.</summary>
    public required string AssignmentId { get; init; }

    /// <summary>The student.</summary>
    public required string StudentId { get; init; }

    /// <summary>The answers of this submission as they are stored now, in the order of the assignment's questions.</summary>
    public required IReadOnlyList<StudentAnswer> Answers { get; init; }

    /// <summary>The mean score of this submission over all of the assignment's questions, 0 to 100; a question that was left out counts 0.</summary>
    public required double Score { get; init; }

    /// <summary>The mean of the best scores so far over all of the assignment's questions, 0 to 100; a question never answered counts 0.</summary>
    public required double BestScore { get; init; }

    /// <summary>The user-visible operation, as in every log line.</summary>
    public required string CorrelationId { get; init; }
}
