namespace ImageStorage;

/// <summary>How far a repair has come.</summary>
/// <param name="Records">Records looked at.</param>
/// <param name="Objects">Objects looked at, which happens after all records.</param>
/// <param name="Findings">What was found so far.</param>
public sealed record RepairProgress(long Records, long Objects, long Findings);
