namespace ImageStorage.Portal.Api.Contracts;

/// <summary>A question. Its answer is present for the assignment's owner and for a student who has answered it.</summary>
internal sealed record QuestionContract
{
    /// <summary>Unique within the assignment; null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>The question's text.</summary>
    public required string Question { get; init; }

    /// <summary>The answer that the teacher expects.</summary>
    public string? Answer { get; init; }
}
