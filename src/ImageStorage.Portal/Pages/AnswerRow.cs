namespace ImageStorage.Portal.Pages;

/// <summary>An answer posted by the form.</summary>
internal sealed class AnswerRow
{
    /// <summary>The question's id in the record.</summary>
    public string? Id { get; set; }

    /// <summary>The student's answer.</summary>
    public string? Text { get; set; }
}
