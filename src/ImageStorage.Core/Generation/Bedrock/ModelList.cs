namespace ImageStorage.Generation.Bedrock;

/// <summary>The file <c>models.json</c>.</summary>
/// <param name="Source">Where its facts were read.</param>
/// <param name="AsOf">The day they were.</param>
/// <param name="Models">The models, in the order in which they are listed.</param>
internal sealed record ModelList(string Source, DateOnly AsOf, IReadOnlyList<ModelEntry> Models);
