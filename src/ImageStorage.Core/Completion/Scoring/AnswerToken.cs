namespace ImageStorage.Completion.Scoring;

/// <summary>A token of an answer.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Equal for tokens that mean the same.</param>
internal sealed record AnswerToken(AnswerTokenKind Kind, string Text)
{
    private const int ShortWord = 3;

    /// <summary>How much it counts: short words count little, because articles and the like are short in most languages.</summary>
    public double Weight => Kind switch
    {
        AnswerTokenKind.Number => 2,
        AnswerTokenKind.Word when Text.Length <= ShortWord => 0.25,
        _ => 1,
    };
}
