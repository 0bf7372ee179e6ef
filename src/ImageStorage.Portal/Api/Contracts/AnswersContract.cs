namespace ImageStorage.Portal.Api.Contracts;

/// <summary>A student's answers.</summary>
/// <param name="Answers">By the question's id. Questions that are left out stay as they are.</param>
internal sealed record AnswersContract(IReadOnlyDictionary<string, string> Answers);
