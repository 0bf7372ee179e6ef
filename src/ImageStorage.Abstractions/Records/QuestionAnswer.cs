namespace ImageStorage;

/// <summary>One question of an assignment and its answer.</summary>
/// <param name="Id">Unique within the assignment.</param>
/// <param name="Question">What the student is asked.</param>
/// <param name="Answer">What the teacher expects.</param>
public sealed record QuestionAnswer(string Id, string Question, string Answer);
