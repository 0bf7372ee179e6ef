namespace ImageStorage.Portal.Api.Contracts;

/// <summary>A question. Its answer is included for the owner of the assignment, and for a student who has answered it.</summary>
internal sealed record QuestionContract
{
    /// <summary>Unique within the assignment; null for a new one.</summary>
    public string? Id { get; init; }

    /// <summary>What students are asked.</summary>
    public required string Question { get; init; }

    /// <summary>What the teacher expects.</summary>
    public string? Answer { get; init; }
}
