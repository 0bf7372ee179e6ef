using System.Text.Json;
using ImageStorage.Generation.Bedrock;

namespace ImageStorage.Completion.Scoring;

/// <summary>https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-embed.html</summary>
internal sealed class CohereEmbeddingBody : IEmbeddingBody
{
    public byte[] Write(TextModelEntry model, IReadOnlyList<string> texts) => ModelJson.Write(writer =>
    {
        writer.WriteStartArray("texts");
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
        // The only type that compares texts with each other; the search types compare questions with documents.
        writer.WriteString("input_type", "clustering");
        writer.WriteString("truncate", "END");
    });

    public IReadOnlyList<float[]> Read(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. EmbeddingJson.List(json.RootElement, "embeddings").EnumerateArray().Select(EmbeddingJson.Vector)];
    }
}
