namespace ImageStorage.Portal.Pages;

/// <summary>The question rows of a form.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="ErrorOf">The error message of a field; null when it has none.</param>
/// <param name="CanGenerate">True when the form can have a model write questions.</param>
/// <param name="Announcement">What a screen reader announces after the last change; null for nothing.</param>
internal sealed record QuestionFields(IReadOnlyList<QuestionRow> Rows, Func<string, string?> ErrorOf, bool CanGenerate, string? Announcement);
