namespace ImageStorage.Portal.Pages;

/// <summary>A question and its answer, posted by the form.</summary>
internal sealed class QuestionRow
{
    /// <summary>The question's id in the record; null for a new one.</summary>
    public string? Id { get; set; }

    /// <summary>The question's text.</summary>
    public string? Question { get; set; }

    /// <summary>The answer that the teacher expects.</summary>
    public string? Answer { get; set; }

    /// <summary>True when both fields are blank.</summary>
    internal bool IsBlank => string.IsNullOrWhiteSpace(Question) && string.IsNullOrWhiteSpace(Answer);
}
