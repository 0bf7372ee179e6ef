namespace ImageStorage.Infrastructure.Scaling;

/// <summary>An instance from its launch until it is gone. Times are seconds of the simulation.</summary>
internal sealed class SimulatedInstance(int launchedAt, ScalingRules rules, Circumstances circumstances)
{
    // What EC2 takes after the load balancer has let it go.
    private const int ShutdownSeconds = 30;

    private readonly int _inServiceAt = launchedAt + circumstances.LaunchSeconds;
    private int? _endsAt;

    /// <summary>Not told to end.</summary>
    public bool Stays => _endsAt is null;

    public void End(int now) => _endsAt = now;

    public bool IsGone(int now) => now >= _endsAt + rules.DrainSeconds + ShutdownSeconds;

    public bool IsPending(int now) => now < _inServiceAt;

    /// <summary>Running, and old enough to be counted.</summary>
    public bool IsWarm(int now) => now >= _inServiceAt + rules.WarmupSeconds;

    /// <summary>Its checks have passed, so that the load balancer sends it requests.</summary>
    public bool Serves(int now) => Stays && now >= _inServiceAt + circumstances.StartSeconds + rules.CheckSeconds;

    /// <summary>Its checks had to pass by now.</summary>
    public bool IsUnhealthy(int now) => Stays && !Serves(now) && now >= _inServiceAt + rules.GraceSeconds;

    /// <summary>Its CPU use in percent.</summary>
    /// <param name="now">When.</param>
    /// <param name="share">What the requests of one instance take.</param>
    public double Cpu(int now, double share)
    {
        var busy = now < _inServiceAt + Math.Min(circumstances.BusySeconds, circumstances.StartSeconds) ? circumstances.BusyPercent : 0;
        return Math.Min(100, circumstances.IdlePercent + (Serves(now) ? share : busy));
    }
}
