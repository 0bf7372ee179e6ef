namespace ImageStorage.Objects;

/// <summary>The two values of the lifecycle tag, and of the lifecycle field in the sidecar of the embedded store.</summary>
internal static class Lifecycle
{
    /// <summary>May be expired by a rule of the bucket.</summary>
    public const string Standard = "standard";

    /// <summary>Never expires. An object stays permanent when it is replaced.</summary>
    public const string Permanent = "permanent";

    public static string Of(bool permanent) => permanent ? Permanent : Standard;
}
