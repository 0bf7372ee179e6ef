using System.Text.Json;

namespace ImageStorage.Completion.Scoring;

/// <summary>Reads the parts that the answers of all embeddings models have in common.</summary>
internal static class EmbeddingJson
{
    public static JsonElement List(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? list
            : throw new FormatException($"The answer has no list '{name}'.");

    public static float[] Vector(JsonElement list) => list.ValueKind == JsonValueKind.Array
        ? [.. list.EnumerateArray().Select(Number)]
        : throw new FormatException("An embedding is not a list.");

    private static float Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetSingle(out var value) && float.IsFinite(value)
            ? value
            : throw new FormatException("An embedding has an element that is not a number.");
}
