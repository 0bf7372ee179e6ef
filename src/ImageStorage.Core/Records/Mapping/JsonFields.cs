using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ImageStorage.Records.Mapping;

/// <summary>Named values as JSON text, for stores without nested values. Values of other applications are kept as they were written.</summary>
internal static class JsonFields
{
    /// <summary>Keeps every script readable in the store; escapes only HTML markup.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <exception cref="FormatException">The text is not a JSON object.</exception>
    public static IReadOnlyDictionary<string, object?>? Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;

        return Of(Parse(json));
    }


    /// <summary>The values of an object, which stay valid as long as its document.</summary>
    /// <exception cref="FormatException">The value is not a JSON object.</exception>
    public static IReadOnlyDictionary<string, object?>? Of(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Null)
            return null;
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("The value is not a JSON object.");

        var fields = new Dictionary<string, object?>();
        foreach (var property in root.EnumerateObject())
            fields[property.Name] = property.Value;
        return fields;
    }

    public static string? Write(IReadOnlyDictionary<string, object?>? fields)
    {
        if (fields is null)
            return null;

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Encoder }))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in fields)
            {
                writer.WritePropertyName(name);
                WriteValue(writer, value);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Parses JSON into a copy, which stays valid without the document.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static JsonElement Parse(string json)
    {
        using var document = ParseDocument(json);
        return document.RootElement.Clone();
    }

    /// <summary>Parses JSON into a document that uses pooled memory and must be disposed of.</summary>
    /// <exception cref="FormatException">The text is not JSON.</exception>
    public static JsonDocument ParseDocument(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new FormatException("The value is not JSON.", exception);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case JsonElement element: element.WriteTo(writer); break;
            case IReadOnlyDictionary<string, object?> nested: writer.WriteRawValue(Write(nested)!); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            default: writer.WriteStringValue(FieldValue.Text(value)); break;
        }
    }
}
