using System.Buffers;
using System.Text.Json;

namespace ImageStorage.Generation.Bedrock;

/// <summary>JSON shared by the bodies of all model families.</summary>
internal static class ModelJson
{
    public static byte[] Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The first element of a list; null when there is no such list, it is empty, or the element is null.</summary>
    public static JsonElement? First(JsonElement root, string list) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(list, out var elements)
        && elements.ValueKind == JsonValueKind.Array && elements.GetArrayLength() > 0 && elements[0].ValueKind != JsonValueKind.Null
            ? elements[0]
            : null;

    public static byte[] Picture(JsonElement root) =>
        First(root, "images") is { ValueKind: JsonValueKind.String } image && image.TryGetBytesFromBase64(out var picture) && picture.Length > 0
            ? picture
            : throw new FormatException("The answer has no picture.");
}
