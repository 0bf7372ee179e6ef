
namespace ImageStorage.Resilience;

/// <summary>
/// The wait before another attempt ("full jitter"). Clients that failed together must not retry together; Polly's own jitter would keep
/// them close to the exponential curve.
/// </summary>
internal static class FullJitter
{
    /// <summary>A random share of the base delay doubled with each attempt, or the wait that the server asked for where that is longer.</summary>
    /// <param name="baseDelay">The longest wait after the first attempt.</param>
    /// <param name="attempt">The attempt that failed, from 0.</param>
    /// <param name="failure">How it failed.</param>
    /// <param name="random">A number from 0 to 1.</param>
    public static TimeSpan Delay(TimeSpan baseDelay, int attempt, Exception? failure, Func<double> random)
    {
        var jittered = baseDelay * Math.Pow(2, attempt) * random();
        return failure is ImageStorageException { RetryAfter: { } asked } && asked > jittered ? asked : jittered;
    }
}
