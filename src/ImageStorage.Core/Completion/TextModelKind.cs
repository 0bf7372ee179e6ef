namespace ImageStorage.Completion;

/// <summary>What a model returns for a text.</summary>
internal enum TextModelKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A vector that is close to those of texts with a similar meaning.</summary>
    Embedding,
}
