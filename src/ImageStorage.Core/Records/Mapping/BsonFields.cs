using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace ImageStorage.Records.Mapping;

/// <summary>Converts between BSON and the values of <see cref="AssignmentMapper"/>.</summary>
internal static class BsonFields
{
    private static readonly JsonWriterSettings Relaxed = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };

    public static IReadOnlyDictionary<string, object?> Read(BsonDocument document) =>
        document.ToDictionary(element => element.Name, element => ToValue(element.Value));

    public static BsonValue ToBson(object? value) => value switch
    {
        null => BsonNull.Value,
        IReadOnlyDictionary<string, object?> fields => new BsonDocument(
            fields.Select(field => new BsonElement(field.Key, ToBson(field.Value)))),
        _ => BsonValue.Create(value),
    };

    /// <summary>The JSON text of a list, with plain numbers and strings, as other applications store it.</summary>
    public static string ToJson(BsonArray array) => array.ToJson(Relaxed);

    private static object? ToValue(BsonValue value) => value switch
    {
        BsonNull or BsonUndefined => null,
        BsonString text => text.Value,
        BsonInt32 number => (long)number.Value,
        BsonInt64 number => number.Value,
        BsonDouble number => number.Value,
        BsonDateTime time => time.MillisecondsSinceEpoch / 1000d,
        BsonDocument document => Read(document),
        BsonArray array => ToJson(array),
        _ => value.ToString(),
    };
}
