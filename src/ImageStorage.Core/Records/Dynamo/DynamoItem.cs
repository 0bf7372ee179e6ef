using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records.Dynamo;

/// <summary>Converts between the fields of a record and DynamoDB's attributes.</summary>
internal static class DynamoItem
{
    // The smallest positive number that DynamoDB can store.
    private const double SmallestNumber = 1e-130;

    /// <summary>The attribute of a value; null for one that is left out of the item.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">A value of <see cref="AssignmentMapper"/>, or an attribute, which is returned as it is.</param>
    public static AttributeValue? ToAttribute(string name, object? value) => value switch
    {
        null => null,
        // The key of an index must not be empty; a record without a teacher is read the same way.
        "" when name == AssignmentFields.TeacherId => null,
        _ => ToAttribute(value),
    };

    public static AttributeValue ToAttribute(object? value) => value switch
    {
        AttributeValue attribute => attribute,
        string text => new AttributeValue { S = text },
        long number => new AttributeValue { N = number.ToString(CultureInfo.InvariantCulture) },
        double number => new AttributeValue { N = Number(number) },
        IReadOnlyDictionary<string, object?> fields =>
            new AttributeValue { M = fields.ToDictionary(field => field.Key, field => ToAttribute(field.Value)) },
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

    private static object ToNumber(string number)
    {
        // Not one conditional expression: its type would be double, which loses the last digits of a large integer.
        if (long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return integer;
        return double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>A lower bound of the size that DynamoDB counts, without a few bytes of overhead.</summary>
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
