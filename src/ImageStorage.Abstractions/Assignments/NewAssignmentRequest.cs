namespace ImageStorage;

/// <summary>A request for a new record without a picture.</summary>
public sealed record NewAssignmentRequest
{
    /// <summary>The prompt that describes the assignment.</summary>
    public required string Prompt { get; init; }

    /// <summary>The assignment; null for a new id.</summary>
    public string? AssignmentId { get; init; }

    /// <summary>The teacher; null for the name of the operating system's user.</summary>
    public string? TeacherId { get; init; }

    /// <summary>The questions.</summary>
    public IReadOnlyList<QuestionAnswer> QuestionAnswers { get; init; } = [];
}
