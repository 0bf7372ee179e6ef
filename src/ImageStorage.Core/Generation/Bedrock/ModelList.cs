namespace ImageStorage.Generation.Bedrock;

/// <summary>The file <c>models.json</c>.</summary>
/// <param name="Source">The page that the facts are from.</param>
/// <param name="AsOf">The day they were read.</param>
/// <param name="Models">The models, in the order in which they are listed.</param>
internal sealed record ModelList(string Source, DateOnly AsOf, IReadOnlyList<ModelEntry> Models);
