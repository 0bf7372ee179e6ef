namespace ImageStorage.Portal.Pages;

/// <summary>A field for an answer.</summary>
/// <param name="QuestionId">The question's id in the record.</param>
/// <param name="Label">What the field is for: the question.</param>
/// <param name="Text">What is in it; null when nothing is.</param>
internal sealed record AnswerField(string? QuestionId, string Label, string? Text);
