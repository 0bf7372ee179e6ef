namespace ImageStorage.Portal.Pages;

/// <summary>The form field for one answer.</summary>
/// <param name="QuestionId">The question's id in the record.</param>
/// <param name="Label">The label: the question.</param>
/// <param name="Text">The text in the field; null when empty.</param>
internal sealed record AnswerField(string? QuestionId, string Label, string? Text);
