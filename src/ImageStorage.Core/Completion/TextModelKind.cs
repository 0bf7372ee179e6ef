namespace ImageStorage.Completion;

/// <summary>What a model makes of text.</summary>
internal enum TextModelKind
{
    /// <summary>Text again.</summary>
    Text,

    /// <summary>A vector that lies near those of texts with a like meaning.</summary>
    Embedding,
}
