namespace ImageStorage;

/// <summary>A request for a picture generated from a prompt.</summary>
/// <param name="Prompt">The prompt. Any text; each model has its own maximum length.</param>
/// <param name="ModelId">The model that generates it.</param>
/// <param name="Seed">
/// 0 to 4294967294; the same prompt, model and seed give the same picture if the model is deterministic. Null: the model's choice.
/// </param>
public sealed record ImageGenerationRequest(string Prompt, string ModelId, long? Seed = null);
