namespace ImageStorage;

/// <summary>How far a repair has come.</summary>
/// <param name="Records">Records checked.</param>
/// <param name="Objects">Objects checked, which happens after all records.</param>
/// <param name="Findings">Findings so far.</param>
public sealed record RepairProgress(long Records, long Objects, long Findings);
