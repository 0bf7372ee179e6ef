namespace ImageStorage.Portal.Api.Contracts;

/// <summary>A request for a new assignment.</summary>
internal sealed record NewAssignmentContract
{
    /// <summary>Describes the assignment and its picture.</summary>
    public required string Prompt { get; init; }

    /// <summary>An id that the caller chooses, so that a retry does not create a second assignment; null for a generated one.</summary>
    public string? AssignmentId { get; init; }

    /// <summary>The questions with their answers; null for none.</summary>
    public IReadOnlyList<QuestionContract>? QuestionAnswers { get; init; }

    /// <summary>True to have a model write the questions.</summary>
    public bool GenerateQuestions { get; init; }

    /// <summary>True for an assignment without a picture.</summary>
    public bool NoImage { get; init; }

    /// <summary>0 to 4294967294; null for a seed that the model chooses.</summary>
    public long? Seed { get; init; }

    /// <summary>The image model; null for the configured one.</summary>
    public string? ModelId { get; init; }

    /// <summary>True to copy an earlier picture of the same prompt, if there is one.</summary>
    public bool ReuseExisting { get; init; }
}
