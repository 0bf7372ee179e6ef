namespace ImageStorage.Portal.Api.Contracts;

/// <summary>An assignment to be made.</summary>
internal sealed record NewAssignmentContract
{
    /// <summary>The words that describe the assignment and its picture.</summary>
    public required string Prompt { get; init; }

    /// <summary>An id of the caller's choice, so that a call can be made again; null for a new one.</summary>
    public string? AssignmentId { get; init; }

    /// <summary>The questions with their answers; null for none.</summary>
    public IReadOnlyList<QuestionContract>? QuestionAnswers { get; init; }

    /// <summary>True to have a model make the questions.</summary>
    public bool GenerateQuestions { get; init; }

    /// <summary>True for an assignment without a picture.</summary>
    public bool NoImage { get; init; }

    /// <summary>0 to 4294967294; null for the model's choice.</summary>
    public long? Seed { get; init; }

    /// <summary>The image model; null for the configured one.</summary>
    public string? ModelId { get; init; }

    /// <summary>True to copy a picture that was made of the same words before, where there is one.</summary>
    public bool ReuseExisting { get; init; }
}
