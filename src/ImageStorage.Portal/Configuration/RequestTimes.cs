namespace ImageStorage.Portal.Configuration;

/// <summary>
/// How long requests may take, and what must wait for them. Who stands around the portal waits longer still: terraform/balancing.tf says how
/// long the load balancer and systemd do.
/// </summary>
internal static class RequestTimes
{
    /// <summary>The name of the time-out policy of requests that have a picture or questions made: <see cref="Longest"/>.</summary>
    public const string GenerationPolicy = "generation";

    /// <summary>Requests but those that have something generated: what a store's operation may take, and a little to say that it failed.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(35);

    /// <summary>Requests that have a picture or questions made: a model alone may take a minute, and is tried again. None takes longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>A portal that serves nothing new: what runs comes to its end, and is answered.</summary>
    public static readonly TimeSpan Ending = Longest + TimeSpan.FromSeconds(10);

    /// <summary>
    /// A connection without a request. Longer than the load balancer keeps it, which is longer than the longest request: who sends on it must not
    /// find it just closed.
    /// </summary>
    public static readonly TimeSpan KeepAlive = Longest + TimeSpan.FromSeconds(20);
}
