namespace ImageStorage.Portal.Api.Contracts;

/// <summary>A student's answer to one question.</summary>
internal sealed record StudentAnswerContract
{
    public required string StudentId { get; init; }
    public required string QuestionId { get; init; }
    public required string Answer { get; init; }

    /// <summary>The answer that the teacher expects; null when the question has been removed.</summary>
    public string? ExpectedAnswer { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Score { get; init; }
    public required string BestAnswer { get; init; }

    /// <summary>0 to 100.</summary>
    public required int BestScore { get; init; }
    public required int Attempts { get; init; }
    public required DateTimeOffset AnsweredAt { get; init; }
}
