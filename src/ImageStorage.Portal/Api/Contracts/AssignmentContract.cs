namespace ImageStorage.Portal.Api.Contracts;

/// <summary>An assignment with what the caller may see of it.</summary>
internal sealed record AssignmentContract
{
    public required string AssignmentId { get; init; }
    public required string TeacherId { get; init; }
    public required string Prompt { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required IReadOnlyList<QuestionContract> Questions { get; init; }

    /// <summary>pending, success, failed or no_image.</summary>
    public required string Status { get; init; }

    /// <summary>How many attempts the last upload took.</summary>
    public required int Attempts { get; init; }

    /// <summary>Why the last upload failed; only for the assignment's owner.</summary>
    public string? Error { get; init; }

    /// <summary>The picture; null without one.</summary>
    public ImageContract? Image { get; init; }
}
