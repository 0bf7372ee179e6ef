using ImageStorage.Generation.Bedrock;

namespace ImageStorage.Completion;

/// <summary>The known text and embeddings models. They are data: a new one is a new entry of <c>text-models.json</c>.</summary>
internal sealed class TextModels(TextModelList list)
{
    /// <summary>A shorter time-out than for pictures: a few lines of text take seconds, and a user waits for them.</summary>
    public static readonly BedrockOptions Options = new() { ReadTimeout = TimeSpan.FromSeconds(60) };

    private const string Resource = "ImageStorage.Completion.text-models.json";

    public static TextModels Load() => new(ModelFile.Read<TextModelList>(Resource));

    public IReadOnlyList<TextModelEntry> All => list.Models;

    /// <summary>A text model by the id that a user gave, or the default one. All have the same request, so an unknown id is accepted.</summary>
    /// <param name="modelId">Null for the default one.</param>
    public TextModelEntry Text(string? modelId)
    {
        var id = modelId ?? list.DefaultTextModel;
        return Find(id, TextModelKind.Text) ?? new TextModelEntry { Id = id, Family = "unknown", Kind = TextModelKind.Text };
    }

    /// <summary>An embeddings model. Each family has its own request body, so an unknown model cannot be used.</summary>
    /// <param name="modelId">The id that a user gave.</param>
    public TextModelEntry Embedding(string modelId) => Find(modelId, TextModelKind.Embedding) ?? throw new ImageStorageException(
        ImageStorageError.ModelUnavailable,
        $"The embeddings model '{modelId}' is not known. Leave -ModelId out, or use one of these: "
        + $"{string.Join(", ", All.Where(model => model.Kind == TextModelKind.Embedding).Select(model => model.Id))}.");

    // Keeps the id that the user gave, which may be an ARN or a profile of another region.
    private TextModelEntry? Find(string modelId, TextModelKind kind) =>
        All.FirstOrDefault(model => model.Kind == kind && ModelFile.Means(modelId, model.Id)) is { } known ? known with { Id = modelId } : null;
}
