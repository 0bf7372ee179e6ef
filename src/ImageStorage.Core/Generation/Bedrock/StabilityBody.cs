using System.Globalization;
using System.Text.Json;

namespace ImageStorage.Generation.Bedrock;

/// <summary>
/// https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-diffusion-stable-image-core-text-image-request-response.html
/// </summary>
internal sealed class StabilityBody : IModelBody
{
    public byte[] Write(ModelEntry model, string prompt, long seed) => ModelJson.Write(writer =>
    {
        writer.WriteString("prompt", prompt);
        writer.WriteString("aspect_ratio", "1:1");
        writer.WriteNumber("seed", seed);
        writer.WriteString("output_format", "png");
    });

    public (byte[] Picture, long? Seed) Read(ModelEntry model, ReadOnlyMemory<byte> body)
    {
        using var json = JsonDocument.Parse(body);
        var reason = ModelJson.First(json.RootElement, "finish_reasons")?.ToString();
        if (reason is not null && !reason.Equals("SUCCESS", StringComparison.OrdinalIgnoreCase))
            throw Withheld(model, reason);
        return (ModelJson.Picture(json.RootElement), Seed(ModelJson.First(json.RootElement, "seeds")));
    }

    // The documentation describes seeds as a list of strings but shows numbers.
    private static long? Seed(JsonElement? seed) =>
        long.TryParse(seed?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static ImageStorageException Withheld(ModelEntry model, string reason)
    {
        if (reason.Contains("prompt", StringComparison.OrdinalIgnoreCase))
            return ModelFailures.PromptFiltered(model, reason);
        return reason.StartsWith("Filter reason", StringComparison.OrdinalIgnoreCase)
            || reason.Contains("CONTENT_FILTERED", StringComparison.OrdinalIgnoreCase)
            ? ModelFailures.ImageFiltered(model, reason)
            : ModelFailures.Failed(model, reason);
    }
}
