namespace ImageStorage.Portal.Configuration;

/// <summary>
/// How long requests may take, and what must wait for them. The load balancer and systemd wait longer still: see
/// terraform/balancing.tf.
/// </summary>
internal static class RequestTimes
{
    /// <summary>The name of the time-out policy of requests that have a picture or questions made: <see cref="Longest"/>.</summary>
    public const string GenerationPolicy = "generation";

    /// <summary>Requests but those that have something generated: the longest operation of a store, and some time to report a failure.</summary>
    public static readonly TimeSpan Usual = TimeSpan.FromSeconds(35);

    /// <summary>Requests that have a picture or questions made: a model alone may take a minute, and is retried. No request takes longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    /// <summary>How long a stopping portal waits for running requests.</summary>
    public static readonly TimeSpan Ending = Longest + TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long an idle connection stays open. Longer than the load balancer keeps it, which is longer than the longest request, so that
    /// the balancer never sends on a connection that was just closed.
    /// </summary>
    public static readonly TimeSpan KeepAlive = Longest + TimeSpan.FromSeconds(20);
}
