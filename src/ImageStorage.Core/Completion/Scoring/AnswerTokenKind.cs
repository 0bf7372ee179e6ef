namespace ImageStorage.Completion.Scoring;

/// <summary>What a token of an answer is.</summary>
internal enum AnswerTokenKind
{
    /// <summary>A run of letters.</summary>
    Word,

    /// <summary>A number, by its value.</summary>
    Number,

    /// <summary>A single character: of a script without spaces between words, an emoji, another symbol.</summary>
    Symbol,
}
