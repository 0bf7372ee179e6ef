namespace ImageStorage;

/// <summary>
/// What a student answered to one question: the latest answer, and the best so far. One record per assignment, student and question.
/// </summary>
public sealed record StudentAnswer
{
    /// <summary><c>assignment_id</c>.</summary>
    public required string AssignmentId { get; init; }

    /// <summary><c>student_id</c>; any text.</summary>
    public required string StudentId { get; init; }

    /// <summary><c>question_id</c>: <see cref="QuestionAnswer.Id"/> within the assignment.</summary>
    public required string QuestionId { get; init; }

    /// <summary><c>answer</c>: the latest.</summary>
    public required string Answer { get; init; }

    /// <summary><c>score</c> of the latest answer, 0 to 100.</summary>
    public required int Score { get; init; }

    /// <summary><c>answered_at</c>: when the latest answer was submitted, stored as seconds since the Unix epoch.</summary>
    public required DateTimeOffset AnsweredAt { get; init; }

    /// <summary><c>best_answer</c>: the answer that got <see cref="BestScore"/>; the first of several.</summary>
    public required string BestAnswer { get; init; }

    /// <summary><c>best_score</c>: the highest score so far, 0 to 100.</summary>
    public required int BestScore { get; init; }

    /// <summary><c>attempts</c>: how many answers were submitted, from 1.</summary>
    public required int Attempts { get; init; }
}
