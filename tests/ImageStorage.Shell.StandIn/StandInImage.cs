namespace ImageStorage;

/// <summary>What the stand-in cmdlet makes.</summary>
public sealed record StandInImage(string AssignmentId, long SizeBytes);
