namespace ImageStorage.Metrics;

/// <summary>How often counters are sent, and how much is kept until then. Validated when made.</summary>
internal sealed record MetricPublisherOptions
{
    /// <summary>Between two sends: 1 second to 1 hour.</summary>
    public TimeSpan Interval
    {
        get;
        init => field = value >= TimeSpan.FromSeconds(1) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Interval), value, "Interval must be 1 second to 1 hour.");
    } = TimeSpan.FromSeconds(60);

    /// <summary>How long one request may take: 10 ms to 1 minute.</summary>
    public TimeSpan Timeout
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(10) && value <= TimeSpan.FromMinutes(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Timeout), value, "Timeout must be 10 milliseconds to 1 minute.");
    } = TimeSpan.FromSeconds(10);

    /// <summary>The minutes that are kept while CloudWatch cannot be reached; older ones are dropped: 1 to 1440.</summary>
    public int MaxMinutes
    {
        get;
        init => field = value is >= 1 and <= 1440
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxMinutes), value, "MaxMinutes must be 1 to 1440.");
    } = 60;
}
