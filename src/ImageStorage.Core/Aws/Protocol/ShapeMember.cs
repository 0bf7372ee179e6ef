using System.Reflection;

namespace ImageStorage.Aws.Protocol;

/// <summary>A member of a request or an answer.</summary>
/// <param name="Property">Where its value is.</param>
/// <param name="Names">What it is called on the wire; null for its own name.</param>
internal sealed record ShapeMember(PropertyInfo Property, WireNamesAttribute? Names)
{
    public Type Type => Property.PropertyType;

    public string InRequest => Names?.Request ?? Property.Name;

    public string InAnswer => Names?.Answer ?? Property.Name;
}
