namespace ImageStorage.Resilience;

/// <summary>How often something is tried, and how far apart. Validated when made.</summary>
internal abstract record RetryOptions
{
    /// <summary>Attempts in all, the first included: 1 to 10.</summary>
    public int MaxAttempts
    {
        get;
        init => field = value is >= 1 and <= 10
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxAttempts), value, "MaxAttempts must be 1 to 10.");
    } = 3;

    /// <summary>The longest wait before the second attempt; it doubles with each further one. Zero to one minute.</summary>
    public TimeSpan BaseDelay
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromMinutes(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BaseDelay), value, "BaseDelay must be zero to one minute.");
    } = TimeSpan.FromSeconds(1);
}
