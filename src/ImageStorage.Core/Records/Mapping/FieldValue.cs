using System.Globalization;
using System.Text.Json;

namespace ImageStorage.Records.Mapping;

/// <summary>Reads a field's value of any type that a store or another application gave it.</summary>
internal static class FieldValue
{
    public static string? Text(object? value) => value switch
    {
        null or DBNull => null,
        string text => text,
        JsonElement element => Text(element),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    public static string? Text(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => element.GetString(),
        _ => element.GetRawText(),
    };

    /// <exception cref="FormatException">The value is not a number.</exception>
    public static double? Real(object? value) => value switch
    {
        double real => real,
        long integer => integer,
        _ => Text(value) is { Length: > 0 } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null,
    };

    /// <exception cref="FormatException">The value is not a number, or does not fit into 64 bits.</exception>
    public static long? Integer(object? value)
    {
        if (value is long integer)
            return integer;
        if (Text(value) is not { Length: > 0 } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed))
            return parsed;

        // JavaScript and DynamoDB may write 3 as 3.0 or 3e0.
        var real = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return Math.Abs(real) < long.MaxValue ? (long)real : throw new FormatException($"{text} is not a 64-bit integer.");
    }

    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (IReadOnlyDictionary<string, object?> one, IReadOnlyDictionary<string, object?> other) =>
            one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && Equals(pair.Value, value)),
        _ => Equals(left, right),
    };
}
