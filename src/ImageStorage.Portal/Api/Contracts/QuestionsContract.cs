namespace ImageStorage.Portal.Api.Contracts;

/// <summary>The questions as they shall be.</summary>
/// <param name="QuestionAnswers">All of them, with their answers.</param>
internal sealed record QuestionsContract(IReadOnlyList<QuestionContract> QuestionAnswers);
