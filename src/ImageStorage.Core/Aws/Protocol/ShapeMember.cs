using System.Reflection;

namespace ImageStorage.Aws.Protocol;

/// <summary>A member of a request or an answer.</summary>
/// <param name="Property">The property with its value.</param>
/// <param name="Names">Its names on the wire; null for the property's name.</param>
internal sealed record ShapeMember(PropertyInfo Property, WireNamesAttribute? Names)
{
    public Type Type => Property.PropertyType;

    public string InRequest => Names?.Request ?? Property.Name;

    public string InAnswer => Names?.Answer ?? Property.Name;
}
