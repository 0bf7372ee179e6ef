namespace ImageStorage.Portal.Api.Contracts;

/// <summary>A question. Its answer is there only for those who own the assignment.</summary>
/// <param name="Id">Unique within the assignment; null for a new one.</param>
/// <param name="Question">What students are asked.</param>
/// <param name="Answer">What the teacher expects.</param>
internal sealed record QuestionContract(string? Id, string Question, string? Answer);
