using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;

namespace ImageStorage.Records;

/// <summary>Converts between the fields of a record and DynamoDB's attributes.</summary>
internal static class DynamoItem
{
    // The smallest positive number that DynamoDB holds.
    private const double SmallestNumber = 1e-130;

    /// <summary>The attribute of a value; null for one that is left out of the item.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">A value of <see cref="AssignmentMapper"/>, or an attribute that passes as it is.</param>
    public static AttributeValue? ToAttribute(string name, object? value) => value switch
    {
        null => null,
        // The key of an index must not be empty, and a record without it reads the same.
        "" when name == AssignmentFields.TeacherId => null,
        _ => ToAttribute(value),
    };

    public static AttributeValue ToAttribute(object? value) => value switch
    {
        AttributeValue attribute => attribute,
        string text => new AttributeValue { S = text },
        long number => new AttributeValue { N = number.ToString(CultureInfo.InvariantCulture) },
        double number => new AttributeValue { N = Number(number) },
        IReadOnlyDictionary<string, object?> fields => new AttributeValue { M = fields.ToDictionary(field => field.Key, field => ToAttribute(field.Value)) },
        _ => new AttributeValue { NULL = true },
    };

    public static Assignment ToAssignment(Dictionary<string, AttributeValue> item)
    {
        var fields = item.ToDictionary(attribute => attribute.Key, attribute => ToValue(attribute.Value));
        fields.TryAdd(AssignmentFields.AssignmentId, fields.GetValueOrDefault(DynamoTable.Id));
        return AssignmentMapper.FromFields(fields);
    }

    /// <summary>The value of an attribute; null for one of a type that no field has.</summary>
    public static object? ToValue(AttributeValue? attribute) => attribute switch
    {
        { S: { } text } => text,
        { N: { } number } => ToNumber(number),
        { M: { } map } => map.ToDictionary(pair => pair.Key, pair => ToValue(pair.Value)),
        { BOOL: { } flag } => flag ? "true" : "false",
        _ => null,
    };

    // A number may come back in another notation, such as 2.5E+18; by way of a double it would lose its last digits.
    private static object ToNumber(string number) =>
        decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            && decimal.IsInteger(exact) && exact is >= long.MinValue and <= long.MaxValue && (exact != 0 || !number.AsSpan().ContainsAnyInRange('1', '9'))
            ? (long)exact
            : double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>What DynamoDB counts, but for a few bytes of overhead: at least this many.</summary>
    public static long SizeOf(IEnumerable<KeyValuePair<string, AttributeValue>> attributes) =>
        attributes.Sum(attribute => Encoding.UTF8.GetByteCount(attribute.Key) + SizeOf(attribute.Value));

    private static long SizeOf(AttributeValue value) => value switch
    {
        { S: { } text } => Encoding.UTF8.GetByteCount(text),
        { M: { } map } => SizeOf(map),
        _ => 1,
    };

    public static string Number(double number) =>
        Math.Abs(number) < SmallestNumber ? "0" : number.ToString("R", CultureInfo.InvariantCulture);
}
