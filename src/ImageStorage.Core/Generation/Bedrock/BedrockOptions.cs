using ImageStorage.Resilience;

namespace ImageStorage.Generation.Bedrock;

/// <summary>How often and how long a model is asked. Validated when made.</summary>
internal sealed record BedrockOptions : RetryOptions
{
    /// <summary>How long one attempt may take: 10 ms to one hour; AWS recommends five minutes.</summary>
    public TimeSpan ReadTimeout
    {
        get;
        init => field = value >= TimeSpan.FromMilliseconds(10) && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(ReadTimeout), value, "ReadTimeout must be 10 milliseconds to one hour.");
    } = TimeSpan.FromSeconds(300);

    /// <summary>The longest <c>Retry-After</c> that is waited for: zero to one hour.</summary>
    public TimeSpan LongestWait
    {
        get;
        init => field = value >= TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(LongestWait), value, "LongestWait must be zero to one hour.");
    } = TimeSpan.FromMinutes(2);
}
