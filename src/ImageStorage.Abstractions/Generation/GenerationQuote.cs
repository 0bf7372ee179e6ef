namespace ImageStorage;

/// <summary>What a generation would cost, found without asking the model.</summary>
/// <param name="PriceUsd">The list price of the picture in US dollars; null when it is not known.</param>
/// <param name="Warning">A warning about the model, such as that its end of life is near; null for none.</param>
public sealed record GenerationQuote(decimal? PriceUsd, string? Warning = null);
