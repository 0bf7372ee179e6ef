namespace ImageStorage.Cmdlets.Binding;

/// <summary>One answer as a user writes it.</summary>
/// <param name="QuestionId">The question; null when the answer's position in the list decides.</param>
/// <param name="Answer">The text; null for a question that is left out.</param>
public sealed record GivenAnswer(string? QuestionId, string? Answer);
