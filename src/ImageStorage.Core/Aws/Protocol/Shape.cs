using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace ImageStorage.Aws.Protocol;

/// <summary>
/// Serialises requests and answers by the members of their types, because the services and the SDK use the same names.
/// </summary>
internal static class Shape
{
    private const string Iso8601 = "yyyy-MM-dd'T'HH:mm:ss.FFF'Z'";

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<ShapeMember>> Known = new();

    /// <summary>The members of a type in the order of their declaration, without those of the SDK's base types.</summary>
    public static IReadOnlyList<ShapeMember> Members(Type type) => Known.GetOrAdd(type, static type =>
    [
        .. type.GetProperties()
            .Where(property => property.DeclaringType!.Assembly == typeof(Shape).Assembly)
            .Select(property => new ShapeMember(property, property.GetCustomAttribute<WireNamesAttribute>())),
    ]);

    /// <summary>The type of a list's elements; null for a type that is not a list.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>) ? type.GetGenericArguments()[0] : null;

    public static bool IsScalar(Type type) => type == typeof(string) || type.IsValueType;

    public static string Format(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToUniversalTime().ToString(Iso8601, CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"A value of type {value.GetType()} cannot be sent to a service."),
    };

    /// <exception cref="FormatException">The text is not of the type.</exception>
    public static object? Parse(string text, Type type)
    {
        if (type == typeof(string))
            return text;
        text = text.Trim();
        if (text.Length == 0)
            return null;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value == typeof(DateTime)
            ? DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
            : Convert.ChangeType(text, value, CultureInfo.InvariantCulture);
    }
}
