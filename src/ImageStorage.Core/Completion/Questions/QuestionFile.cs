using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ImageStorage.Completion.Questions;

/// <summary>Reads the questions of an assignment from a handwritten file: JSON or CSV, in UTF-8.</summary>
internal static class QuestionFile
{
    private const int MaxBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Reads the questions in their order; those without an id are numbered.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>, naming the line or the position.</exception>
    public static async Task<IReadOnlyList<QuestionAnswer>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            // Stops here for a device or a pipe, whose length is 0 and which may never end.
            if (new FileInfo(path) is { Exists: true, Length: 0 or > MaxBytes } file)
                throw Invalid(path, file.Length == 0 ? "the file is empty" : $"the file has more than {MaxBytes / 1048576} MiB");
            var text = Utf8.GetString(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false)).TrimStart('\uFEFF');
            var questions = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? FromCsv(text) : FromJson(text);
            return questions.Count > 0 ? questions : throw new FormatException("the file has no question");
        }
        catch (Exception exception) when (exception is FormatException or JsonException or DecoderFallbackException)
        {
            var reason = exception switch
            {
                JsonException { LineNumber: { } line } => $"the file is not valid JSON at line {line + 1}",
                DecoderFallbackException => "the file is not in UTF-8",
                _ => exception.Message,
            };
            throw Invalid(path, reason, exception);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Invalid(path, "the file does not exist", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Invalid(path, exception.Message, exception);
        }
    }

    private static List<QuestionAnswer> FromJson(string text)
    {
        using var document = JsonDocument.Parse(text, Lenient);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new FormatException("the file is not a JSON list: write [ { \"Question\": \"...\", \"Answer\": \"...\" } ]");

        var questions = new List<QuestionAnswer>();
        foreach (var item in document.RootElement.EnumerateArray())
        {
            var where = $"question {questions.Count + 1}";
            if (item.ValueKind != JsonValueKind.Object)
                throw new FormatException($"{where} is not an object with Question and Answer");
            Add(questions, name => Value(item, name), where);
        }

        return questions;
    }

    private static List<QuestionAnswer> FromCsv(string text)
    {
        List<string>? columns = null;
        var questions = new List<QuestionAnswer>();
        foreach (var (line, fields) in CsvRecords.Read(text))
        {
            if (columns is null)
            {
                columns = [.. fields.Select(field => field.Trim())];
                if (Column(columns, "Question") < 0 || Column(columns, "Answer") < 0)
                    throw new FormatException($"line {line} does not name the columns Question and Answer, with commas between them");
                continue;
            }

            Add(questions, name => Column(columns, name) is >= 0 and var index && index < fields.Count ? fields[index] : null, $"line {line}");
        }

        return questions;
    }

    private static void Add(List<QuestionAnswer> questions, Func<string, string?> value, string where)
    {
        var id = value("Id") is { Length: > 0 } given ? given.Trim() : (questions.Count + 1).ToString(CultureInfo.InvariantCulture);
        if (questions.Exists(question => question.Id == id))
            throw new FormatException($"{where} has the id '{id}', which another question has already");
        questions.Add(new QuestionAnswer(id, Required(value("Question"), "Question", where), Required(value("Answer"), "Answer", where)));
    }

    private static string Required(string? value, string name, string where) =>
        string.IsNullOrWhiteSpace(value) ? throw new FormatException($"{where} has no {name}") : value.Trim();

    private static int Column(List<string> columns, string name) =>
        columns.FindIndex(column => string.Equals(column, name, StringComparison.OrdinalIgnoreCase));

    private static string? Value(JsonElement item, string name) =>
        item.EnumerateObject().FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)).Value switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString(),
            { ValueKind: JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } other => other.GetRawText(),
            _ => null,
        };

    private static ImageStorageException Invalid(string path, string reason, Exception? cause = null) =>
        new(ImageStorageError.ConfigurationInvalid, $"The questions in '{path}' cannot be read: {reason}.", cause);
}
