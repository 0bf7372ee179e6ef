namespace ImageStorage.Testing.Faults;

/// <summary>A request as it was on the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Headers">Header names and values in their order.</param>
/// <param name="Body">The bytes after the head; empty when the fault struck before they were read.</param>
public sealed record SeenRequest(string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    /// <summary>The values of a header, by name in any case.</summary>
    /// <param name="name">The header's name.</param>
    public IReadOnlyList<string> Header(string name) =>
        [.. Headers.Where(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)];
}
