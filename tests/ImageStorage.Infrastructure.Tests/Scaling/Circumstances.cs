namespace ImageStorage.Infrastructure.Scaling;

/// <summary>What AWS promises nobody, and what is therefore different in each run.</summary>
/// <param name="LaunchSeconds">From the decision until EC2 runs an instance.</param>
/// <param name="StartSeconds">From then until the portal on it answers.</param>
/// <param name="BusySeconds">How much of that it is busy: packages, unpacking.</param>
/// <param name="BusyPercent">Its CPU use meanwhile.</param>
/// <param name="IdlePercent">The CPU use of an instance without requests.</param>
/// <param name="SeenAfterSeconds">From the end of a minute until alarms have seen it.</param>
/// <param name="CountedAtSeconds">When in each minute Auto Scaling counts its instances.</param>
/// <param name="AverageHasWarming">
/// Whether the group's average has instances that are not warm yet. The documents say that a warming instance does not contribute to the
/// aggregated metrics, and not whether those are CloudWatch's too; so both must do.
/// </param>
public sealed record Circumstances(
    int LaunchSeconds, int StartSeconds, int BusySeconds, double BusyPercent, double IdlePercent, int SeenAfterSeconds, int CountedAtSeconds, bool AverageHasWarming);
