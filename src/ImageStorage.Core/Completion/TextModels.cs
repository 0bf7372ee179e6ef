using ImageStorage.Generation.Bedrock;

namespace ImageStorage.Completion;

/// <summary>The models of text that are known. They are data: a new one is a new entry of <c>text-models.json</c>.</summary>
internal sealed class TextModels(TextModelList list)
{
    /// <summary>A model that writes a few lines, or compares them, is long done by then; somebody waits for it.</summary>
    public static readonly BedrockOptions Options = new() { ReadTimeout = TimeSpan.FromSeconds(60) };

    private const string Resource = "ImageStorage.Completion.text-models.json";

    public static TextModels Load() => new(ModelFile.Read<TextModelList>(Resource));

    public IReadOnlyList<TextModelEntry> All => list.Models;

    /// <summary>A text model by what a user names it, or the default one. All are asked alike, so one that is not known is taken as it is.</summary>
    /// <param name="modelId">Null for the default one.</param>
    public TextModelEntry Text(string? modelId)
    {
        var id = modelId ?? list.DefaultTextModel;
        return Find(id, TextModelKind.Text) ?? new TextModelEntry { Id = id, Family = "unknown", Kind = TextModelKind.Text };
    }

    /// <summary>An embeddings model. Each family has a body of its own, so one that is not known cannot be asked.</summary>
    /// <param name="modelId">What a user names it.</param>
    public TextModelEntry Embedding(string modelId) => Find(modelId, TextModelKind.Embedding) ?? throw new ImageStorageException(
        ImageStorageError.ModelUnavailable,
        $"The embeddings model '{modelId}' is not known. Use -ModelId with one of these, or leave it out: "
        + $"{string.Join(", ", All.Where(model => model.Kind == TextModelKind.Embedding).Select(model => model.Id))}.");

    // Named by the user's own words, which are what is asked for: a profile of another region, an ARN.
    private TextModelEntry? Find(string modelId, TextModelKind kind) =>
        All.FirstOrDefault(model => model.Kind == kind && ModelFile.Means(modelId, model.Id)) is { } known ? known with { Id = modelId } : null;
}
