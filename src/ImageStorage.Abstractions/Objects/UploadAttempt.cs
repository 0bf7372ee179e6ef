namespace ImageStorage;

/// <summary>One attempt of an upload.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Maximum">How many attempts there can be.</param>
public readonly record struct UploadAttempt(int Number, int Maximum);
