namespace ImageStorage.Repair;

/// <summary>A repair that waits until all like it are known.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Mend">Carries it out, and says what to add to the finding's detail; null when the problem is gone meanwhile.</param>
/// <param name="TeacherId">The teacher, for the question; null when not known.</param>
/// <param name="At">When the object was written, or the record made.</param>
internal sealed record HeldRepair(RepairFinding Finding, Func<CancellationToken, Task<string?>> Mend, string? TeacherId, DateTimeOffset At);
