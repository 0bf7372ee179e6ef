namespace ImageStorage.Resilience;

/// <summary>How often and how long a store operation is tried. Validated when made.</summary>
internal sealed record ResilienceOptions : RetryOptions
{
    /// <summary>The time of one operation, all attempts and waits together: 10 ms to one hour.</summary>
    public TimeSpan Timeout
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(10) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Timeout), value, "Timeout must be 10 milliseconds to one hour.");
    } = TimeSpan.FromSeconds(30);
}
