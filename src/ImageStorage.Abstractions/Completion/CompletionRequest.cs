namespace ImageStorage;

/// <summary>A student's answers to an assignment.</summary>
public sealed record CompletionRequest
{
    /// <summary>The assignment.</summary>
    public required string AssignmentId { get; init; }

    /// <summary>The student, 1 to 256 characters; null for the name of the operating system's user.</summary>
    public string? StudentId { get; init; }

    /// <summary>The answers by <see cref="QuestionAnswer.Id"/>. Questions that are left out stay as they are.</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    /// <summary>The embeddings model of Amazon Bedrock that compares the answers; null for the similarity that is computed locally.</summary>
    public string? ModelId { get; init; }
}
