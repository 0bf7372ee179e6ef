namespace ImageStorage.Completion.Scoring;

/// <summary>The request and answer bodies of a family of embeddings models.</summary>
internal interface IEmbeddingBody
{
    /// <summary>The request's body.</summary>
    /// <param name="model">The model.</param>
    /// <param name="texts">At most as many, and none longer, than the model accepts.</param>
    byte[] Write(TextModelEntry model, IReadOnlyList<string> texts);

    /// <summary>The embeddings, in the order of the texts.</summary>
    /// <param name="body">The answer's body.</param>
    /// <exception cref="FormatException">The answer is not one of this family.</exception>
    /// <exception cref="System.Text.Json.JsonException">The answer is not JSON.</exception>
    IReadOnlyList<float[]> Read(ReadOnlyMemory<byte> body);
}
