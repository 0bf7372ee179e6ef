namespace ImageStorage;

/// <summary>How far one picture has come.</summary>
/// <param name="Name">The assignment id, or the image's name.</param>
/// <param name="Stage">The stage that has begun.</param>
/// <param name="Attempt">While storing: which attempt, from 1.</param>
/// <param name="MaxAttempts">While storing: how many attempts there can be.</param>
public sealed record ImageProgress(string Name, ImageStage Stage, int Attempt = 0, int MaxAttempts = 0);
