namespace ImageStorage.Portal.Pages;

/// <summary>A question and its answer as they are being typed.</summary>
internal sealed class QuestionRow
{
    /// <summary>The question's id in the record; null for a new one.</summary>
    public string? Id { get; set; }

    /// <summary>What the student is asked.</summary>
    public string? Question { get; set; }

    /// <summary>What the teacher expects.</summary>
    public string? Answer { get; set; }

    /// <summary>True when nothing has been typed.</summary>
    internal bool IsBlank => string.IsNullOrWhiteSpace(Question) && string.IsNullOrWhiteSpace(Answer);
}
