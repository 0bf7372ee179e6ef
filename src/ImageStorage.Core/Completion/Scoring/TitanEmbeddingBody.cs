using System.Text.Json;
using ImageStorage.Generation.Bedrock;

namespace ImageStorage.Completion.Scoring;

/// <summary>https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-titan-embed-text.html</summary>
internal sealed class TitanEmbeddingBody : IEmbeddingBody
{
    public byte[] Write(TextModelEntry model, IReadOnlyList<string> texts) => ModelJson.Write(writer =>
    {
        writer.WriteString("inputText", texts.Single());
        writer.WriteNumber("dimensions", model.Dimensions);
        writer.WriteBoolean("normalize", true);
    });

    public IReadOnlyList<float[]> Read(ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        return [EmbeddingJson.Vector(EmbeddingJson.List(json.RootElement, "embedding"))];
    }
}
