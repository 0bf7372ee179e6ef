namespace ImageStorage;

/// <summary>One answer of a submission, scored.</summary>
/// <param name="QuestionId"><see cref="QuestionAnswer.Id"/> of the question.</param>
/// <param name="Answer">What the student answered.</param>
/// <param name="Score">0 to 100.</param>
public sealed record ScoredAnswer(string QuestionId, string Answer, int Score);
