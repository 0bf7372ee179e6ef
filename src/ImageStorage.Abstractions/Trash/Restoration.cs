namespace ImageStorage;

/// <summary>What was brought back.</summary>
/// <param name="Record">The record as it is now; null when there was none.</param>
/// <param name="Picture">The picture; null when there was none.</param>
public sealed record Restoration(Assignment? Record, StoredObject? Picture);
