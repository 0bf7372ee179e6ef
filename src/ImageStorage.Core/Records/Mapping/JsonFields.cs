using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ImageStorage.Records.Mapping;

/// <summary>Named values as JSON text, for stores without nested values. What is not ours passes through as it was written.</summary>
internal static class JsonFields
{
    /// <summary>Leaves every script readable in the store; only what HTML could mistake for markup is escaped.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    /// <exception cref="FormatException">The text is no JSON object.</exception>
    public static IReadOnlyDictionary<string, object?>? Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;

        return Of(Parse(json));
    }

    /// <summary>The values last as long as what they were parsed from.</summary>
    /// <exception cref="FormatException">This is no JSON object.</exception>
    public static IReadOnlyDictionary<string, object?>? Of(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Null)
            return null;
        if (root.ValueKind != JsonValueKind.Object)
            throw new FormatException("This is no JSON object.");

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

    /// <summary>For values that outlive the parsing.</summary>
    /// <exception cref="FormatException">The text is no JSON.</exception>
    public static JsonElement Parse(string json)
    {
        using var document = ParseDocument(json);
        return document.RootElement.Clone();
    }

    /// <summary>Costs no memory of its own, and gives back what it borrowed when it is disposed of.</summary>
    /// <exception cref="FormatException">The text is no JSON.</exception>
    public static JsonDocument ParseDocument(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException exception)
        {
            throw new FormatException("This is no JSON.", exception);
        }
    }

    private static void WriteValue(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case JsonElement element: element.WriteTo(writer); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number: writer.WriteNumberValue(number); break;
            default: writer.WriteStringValue(FieldValue.Text(value)); break;
        }
    }
}
