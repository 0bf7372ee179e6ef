namespace ImageStorage.Portal.Api.Contracts;

/// <summary>The questions that replace those of an assignment.</summary>
/// <param name="QuestionAnswers">All of them, with their answers.</param>
internal sealed record QuestionsContract(IReadOnlyList<QuestionContract> QuestionAnswers);
