using System.Text.Json.Serialization;

namespace ImageStorage.Objects.Folder;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(ObjectSidecar))]
internal sealed partial class ObjectSidecarJson : JsonSerializerContext;
