namespace ImageStorage;

/// <summary>Where a new assignment would get its questions.</summary>
/// <param name="Path">The full path of the file that they are read from; null for none.</param>
/// <param name="Generate">True when a text model would write them.</param>
/// <param name="ModelId">The text model; null for the default one.</param>
public sealed record PlannedQuestions(string? Path = null, bool Generate = false, string? ModelId = null);
