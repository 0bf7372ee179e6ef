namespace ImageStorage.Portal.Api.Contracts;

/// <summary>The new questions, which replace all others.</summary>
/// <param name="QuestionAnswers">All of them, with their answers.</param>
internal sealed record QuestionsContract(IReadOnlyList<QuestionContract> QuestionAnswers);
