namespace ImageStorage.Portal.Api.Contracts;

/// <summary>A student's answers.</summary>
/// <param name="Answers">By question id. Questions that are left out are not changed.</param>
internal sealed record AnswersContract(IReadOnlyDictionary<string, string> Answers);
