namespace ImageStorage.Infrastructure.Policies;

/// <summary>One condition of a statement.</summary>
/// <param name="Operation">Such as <c>StringEquals</c>.</param>
/// <param name="Key">Such as <c>aws:securetransport</c>, in lower case.</param>
/// <param name="Values">One of which must match.</param>
internal sealed record PolicyCondition(string Operation, string Key, IReadOnlyList<string> Values)
{
    /// <summary>Whether it holds; null when that is not known.</summary>
    public bool? Holds(IReadOnlyDictionary<string, string> context) => !context.TryGetValue(Key, out var value) ? null : Operation switch
    {
        "StringEquals" or "ArnEquals" => Values.Contains(value, StringComparer.Ordinal),
        "StringLike" or "ArnLike" => Values.Any(pattern => PolicyPattern.Matches(pattern, value)),
        "Bool" => Values.Contains(value, StringComparer.OrdinalIgnoreCase),
        _ => null,
    };

    /// <summary>True when it demands that the key has exactly one of its values.</summary>
    public bool IsExact =>
        Operation is "StringEquals" or "ArnEquals"
        || (Operation is "StringLike" or "ArnLike" && !Values.Any(value => value.AsSpan().ContainsAny('*', '?')));
}
