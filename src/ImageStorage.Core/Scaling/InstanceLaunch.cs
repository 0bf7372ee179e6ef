namespace ImageStorage.Scaling;

/// <summary>An instance that was added, and the results of its start canary.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="At">When it was launched.</param>
/// <param name="Canaries">How many results it reported.</param>
/// <param name="Failures">How many of them are failures.</param>
internal sealed record InstanceLaunch(string InstanceId, DateTimeOffset At, double Canaries, double Failures);
