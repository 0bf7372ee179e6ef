
namespace ImageStorage.Generation.Bedrock;

/// <summary>The request and answer bodies of a family of models.</summary>
internal interface IModelBody
{
    /// <summary>The request's body.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompt">The prompt; well-formed and not too long.</param>
    /// <param name="seed">Within the model's range.</param>
    byte[] Write(ModelEntry model, string prompt, long seed);

    /// <summary>The picture and the seed that the model says it used.</summary>
    /// <param name="model">The model.</param>
    /// <param name="body">The body of an answer with a successful status.</param>
    /// <exception cref="ImageStorageException">The answer withholds the picture.</exception>
    /// <exception cref="FormatException">The answer is not one of this family.</exception>
    /// <exception cref="System.Text.Json.JsonException">The answer is not JSON.</exception>
    (byte[] Picture, long? Seed) Read(ModelEntry model, ReadOnlyMemory<byte> body);
}
