namespace ImageStorage.Portal.Pages;

/// <summary>The rows of questions within a form.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="ErrorOf">What is wrong with a field.</param>
/// <param name="CanGenerate">True where a model can make the questions of the prompt.</param>
/// <param name="Said">What a screen reader announces of the last change; null for nothing.</param>
internal sealed record QuestionFields(IReadOnlyList<QuestionRow> Rows, Func<string, string?> ErrorOf, bool CanGenerate, string? Said);
