namespace ImageStorage.Cmdlets.Binding;

/// <summary>One answer as a user writes it.</summary>
/// <param name="QuestionId">The question; null for the one at the answer's place in the list.</param>
/// <param name="Answer">The text; null for a question that is left out.</param>
public sealed record GivenAnswer(string? QuestionId, string? Answer);
