namespace ImageStorage.Completion;

/// <summary>The file <c>text-models.json</c>.</summary>
/// <param name="Source">Where its facts were read.</param>
/// <param name="AsOf">The day they were.</param>
/// <param name="DefaultTextModel">What makes questions when no model is named.</param>
/// <param name="Models">The models.</param>
internal sealed record TextModelList(string Source, DateOnly AsOf, string DefaultTextModel, IReadOnlyList<TextModelEntry> Models);
