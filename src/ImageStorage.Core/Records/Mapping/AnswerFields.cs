namespace ImageStorage.Records.Mapping;

/// <summary>The field names of a student's answer, the same in every store.</summary>
internal static class AnswerFields
{
    public const string AssignmentId = "assignment_id";
    public const string StudentId = "student_id";
    public const string QuestionId = "question_id";
    public const string Answer = "answer";
    public const string Score = "score";
    public const string AnsweredAt = "answered_at";
    public const string BestAnswer = "best_answer";
    public const string BestScore = "best_score";
    public const string Attempts = "attempts";

    /// <summary>The id of the latest submission, by which a repeated one, whose response was lost, is recognised.</summary>
    public const string SubmissionId = "submission_id";
}
