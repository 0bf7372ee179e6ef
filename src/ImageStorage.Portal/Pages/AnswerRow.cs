namespace ImageStorage.Portal.Pages;

/// <summary>An answer as it is being typed.</summary>
internal sealed class AnswerRow
{
    /// <summary>The question's id in the record.</summary>
    public string? Id { get; set; }

    /// <summary>What the student answers.</summary>
    public string? Text { get; set; }
}
