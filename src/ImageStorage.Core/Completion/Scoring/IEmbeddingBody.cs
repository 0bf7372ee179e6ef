namespace ImageStorage.Completion.Scoring;

/// <summary>The body of a family of embeddings models.</summary>
internal interface IEmbeddingBody
{
    /// <summary>The request's body.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">Not more, and none longer, than the model takes.</param>
    byte[] Write(TextModelEntry model, IReadOnlyList<string> texts);

    /// <summary>The embeddings, in the order of the texts.</summary>
    /// <param name="body">The answer's body.</param>
    /// <exception cref="FormatException">The answer is none of this family.</exception>
    /// <exception cref="System.Text.Json.JsonException">The answer is no JSON.</exception>
    IReadOnlyList<float[]> Read(ReadOnlyMemory<byte> body);
}
