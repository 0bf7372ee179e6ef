using System.Text.Json;

namespace ImageStorage.Generation.Bedrock;

/// <summary>https://docs.aws.amazon.com/nova/latest/userguide/image-gen-req-resp-structure.html</summary>
internal sealed class AmazonBody : IModelBody
{
    public byte[] Write(ModelEntry model, string prompt, long seed) => ModelJson.Write(writer =>
    {
        writer.WriteString("taskType", "TEXT_IMAGE");
        writer.WriteStartObject("textToImageParams");
        writer.WriteString("text", prompt);
        writer.WriteEndObject();
        writer.WriteStartObject("imageGenerationConfig");
        writer.WriteNumber("width", model.Size.Width);
        writer.WriteNumber("height", model.Size.Height);
        if (model.CfgScale is { } cfgScale)
            writer.WriteNumber("cfgScale", cfgScale);
        writer.WriteNumber("seed", seed);
        writer.WriteNumber("numberOfImages", 1);
        writer.WriteEndObject();
    });

    public (byte[] Picture, long? Seed) Read(ModelEntry model, ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var root = json.RootElement;
        // One picture is requested, so an error means that this one was withheld.
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.String)
            throw ModelFailures.ImageFiltered(model, error.GetString()!);
        return (ModelJson.Picture(root), null);
    }
}
