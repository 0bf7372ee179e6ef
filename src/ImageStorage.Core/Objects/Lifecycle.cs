namespace ImageStorage.Objects;

/// <summary>The two lives of an object, by the names that the tag and the embedded store's sidecar give them.</summary>
internal static class Lifecycle
{
    /// <summary>May be expired by a rule of the bucket.</summary>
    public const string Standard = "standard";

    /// <summary>Never expires. What is permanent once stays so, whatever replaces it.</summary>
    public const string Permanent = "permanent";

    public static string Of(bool permanent) => permanent ? Permanent : Standard;
}
