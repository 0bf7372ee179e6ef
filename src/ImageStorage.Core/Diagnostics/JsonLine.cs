using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Diagnostics;

/// <summary>Writes one log line as JSON. Every text passes through <see cref="Redaction"/>, and every name is unique.</summary>
internal sealed class JsonLine(IBufferWriter<byte> buffer) : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Utf8JsonWriter _writer = new(buffer, Options);
    private readonly HashSet<string> _names = [];

    public void Begin(DateTimeOffset time, LogLevel level, string category)
    {
        _writer.WriteStartObject();
        Add("time", time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        Add("level", level.ToString());
        if (category.Length > 0)
            Add("category", category);
    }

    public void Add(string name, object? value)
    {
        // When a field of this name exists already, both are kept under different names.
        while (!_names.Add(name))
            name = "_" + name;

        _writer.WritePropertyName(name);
        WriteValue(name, value);
    }

    public void AddOnce(string name, object? value)
    {
        if (value is not null && !_names.Contains(name))
            Add(name, value);
    }

    public void AddAll(IEnumerable<KeyValuePair<string, object?>> fields)
    {
        foreach (var (name, value) in fields)
        {
            if (name != "{OriginalFormat}")
                Add(name, value);
        }
    }

    /// <summary>
    /// Adds the code and the cause of an <see cref="ImageStorageException"/>, and everything of any other exception, which is a defect.
    /// </summary>
    public void AddException(Exception exception)
    {
        if (exception is ImageStorageException known)
        {
            AddOnce("error_code", known.Error.ToString());
            if (known.InnerException is { } cause)
            {
                Add("cause_type", cause.GetType().FullName);
                Add("cause_message", cause.Message);
            }

            return;
        }

        Add("exception_type", exception.GetType().FullName);
        Add("exception_message", exception.Message);
        Add("exception_stack", exception.ToString());
    }

    public void End()
    {
        _writer.WriteEndObject();
        _writer.Flush();
    }

    public void Dispose() => _writer.Dispose();

    private void WriteValue(string name, object? value)
    {
        switch (value)
        {
            case null: _writer.WriteNullValue(); break;
            case bool flag: _writer.WriteBooleanValue(flag); break;
            case int number: _writer.WriteNumberValue(number); break;
            case long number: _writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): _writer.WriteNumberValue(number); break;
            case decimal number: _writer.WriteNumberValue(number); break;
            case DateTimeOffset time: _writer.WriteStringValue(time); break;
            case IFormattable formattable: WriteText(formattable.ToString(null, CultureInfo.InvariantCulture)); break;
            default: WriteText(value.ToString() ?? ""); break;
        }

        void WriteText(string text) => _writer.WriteStringValue(Redaction.Value(name, text));
    }
}
