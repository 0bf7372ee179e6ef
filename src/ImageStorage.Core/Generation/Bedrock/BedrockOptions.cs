namespace ImageStorage.Generation.Bedrock;

/// <summary>How often and how long a model is asked. Validated when made.</summary>
internal sealed record BedrockOptions
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

    /// <summary>How long one attempt may take, which AWS advises to be five minutes: 10 ms to one hour.</summary>
    public TimeSpan ReadTimeout
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(10) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ReadTimeout), value, "ReadTimeout must be 10 milliseconds to one hour.");
    } = TimeSpan.FromSeconds(300);

    /// <summary>A service that asks to wait longer than this is not waited for: zero to one hour.</summary>
    public TimeSpan LongestWait
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LongestWait), value, "LongestWait must be zero to one hour.");
    } = TimeSpan.FromMinutes(2);
}
