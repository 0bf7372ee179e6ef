namespace ImageStorage;

/// <summary>A picture to be made from a prompt.</summary>
/// <param name="Prompt">Any text; each model has its own maximum length.</param>
/// <param name="ModelId">The model that makes it.</param>
/// <param name="Seed">
/// 0 to 4294967294; the same prompt, model and seed give the same picture where the model is deterministic. Null: the model's choice.
/// </param>
public sealed record ImageGenerationRequest(string Prompt, string ModelId, long? Seed = null)
{
    /// <summary>The budget that pays for the picture; null for none.</summary>
    public ImageBudget? Budget { get; init; }
}
