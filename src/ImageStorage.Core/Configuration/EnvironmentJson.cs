using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageStorage.Configuration;

/// <summary>Reads <c>imagestorage.json</c>: comments and trailing commas are allowed, a name that is not in the schema is not.</summary>
[JsonSerializable(typeof(EnvironmentFileContent))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false)]
internal sealed partial class EnvironmentJson : JsonSerializerContext
{
    public const string SchemaName = "imagestorage.schema.json";
}

/// <summary>The whole file.</summary>
internal sealed record EnvironmentFileContent
{
    /// <summary>For editors.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The environments by name.</summary>
    public Dictionary<string, EnvironmentEntry>? Environments { get; init; }
}
