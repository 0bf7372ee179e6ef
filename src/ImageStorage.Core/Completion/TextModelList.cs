namespace ImageStorage.Completion;

/// <summary>The file <c>text-models.json</c>.</summary>
/// <param name="Source">The page that the facts are from.</param>
/// <param name="AsOf">The day they were read.</param>
/// <param name="DefaultTextModel">The model that generates questions when none is named.</param>
/// <param name="Models">The models.</param>
internal sealed record TextModelList(string Source, DateOnly AsOf, string DefaultTextModel, IReadOnlyList<TextModelEntry> Models);
