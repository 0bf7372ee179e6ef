namespace ImageStorage.Scaling;

/// <summary>An instance that was added, and what it told of its start canary.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="At">When it was launched.</param>
/// <param name="Canaries">How often it told.</param>
/// <param name="Failures">How often of those that it could not write and read.</param>
internal sealed record InstanceLaunch(string InstanceId, DateTimeOffset At, double Canaries, double Failures);
