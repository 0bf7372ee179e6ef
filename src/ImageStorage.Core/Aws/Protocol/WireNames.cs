namespace ImageStorage.Aws.Protocol;

/// <summary>A member's name on the wire when it differs from the property's.</summary>
/// <param name="request">The member's name in a query.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WireNamesAttribute(string? request = null) : Attribute
{
    /// <summary>The member's name in a query.</summary>
    public string? Request { get; } = request;

    /// <summary>The element's name in an answer.</summary>
    public string? Answer { get; init; }

    /// <summary>The name of the elements of a list that is sent as XML.</summary>
    public string? Item { get; init; }
}
