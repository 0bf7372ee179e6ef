using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageStorage.Generation.Bedrock;

/// <summary>Reads the lists of models that are embedded in the assembly.</summary>
internal static class ModelFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    public static T Read<T>(string resource)
    {
        using var stream = typeof(ModelFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {resource}.");
        return JsonSerializer.Deserialize<T>(stream, Options)!;
    }

    /// <summary>True when a user's id means a model: its id, an inference profile (<c>us.</c> and its id), or the ARN of either.</summary>
    /// <param name="modelId">The id that the user gave.</param>
    /// <param name="id">The model's id.</param>
    public static bool Means(string modelId, string id)
    {
        var name = modelId[(modelId.LastIndexOf('/') + 1)..];
        return name == id || (name.EndsWith("." + id, StringComparison.Ordinal) && name[..^(id.Length + 1)].All(char.IsAsciiLetterLower));
    }
}
