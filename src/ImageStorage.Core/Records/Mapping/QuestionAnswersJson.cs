using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageStorage.Records.Mapping;

/// <summary>The text of <c>question_answers</c>: a JSON list of {Id, Question, Answer}.</summary>
internal static class QuestionAnswersJson
{
    private const string Id = "Id";
    private const string Question = "Question";
    private const string Answer = "Answer";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JsonFields.Encoder };

    public static string Write(IReadOnlyList<QuestionAnswer> questionAnswers) => Merge(null, questionAnswers);

    /// <summary>
    /// Reads the list: ids may be numbers, a question without one gets its position, counted from 1, and properties of other applications are
    /// ignored.
    /// </summary>
    /// <exception cref="FormatException">The text is not a JSON list of objects.</exception>
    public static IReadOnlyList<QuestionAnswer> Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];

        using var document = JsonFields.ParseDocument(json);
        return
        [
            .. Elements(document.RootElement).Select((element, index) => new QuestionAnswer(
                IdOf(element, index),
                FieldValue.Text(Property(element, Question)) ?? "",
                FieldValue.Text(Property(element, Answer)) ?? "")),
        ];
    }

    /// <summary>The text to store: the questions, each with the stored properties of other applications.</summary>
    public static string Merge(string? stored, IReadOnlyList<QuestionAnswer> questionAnswers)
    {
        using var document = string.IsNullOrWhiteSpace(stored) ? null : JsonFields.ParseDocument(stored);
        var known = new Dictionary<string, JsonElement>();
        foreach (var (index, element) in Elements(document?.RootElement ?? default).Index())
            known.TryAdd(IdOf(element, index), element);

        var list = new JsonArray();
        foreach (var item in questionAnswers)
        {
            var question = new JsonObject { [Id] = item.Id, [Question] = item.Question, [Answer] = item.Answer };
            if (known.TryGetValue(item.Id, out var element))
                AddForeignProperties(question, element);
            list.Add(question);
        }

        return list.ToJsonString(Compact);
    }

    private static void AddForeignProperties(JsonObject question, JsonElement stored)
    {
        foreach (var property in stored.EnumerateObject())
        {
            if (!IsOurs(property.Name))
                question[property.Name] = JsonNode.Parse(property.Value.GetRawText());
        }
    }

    private static List<JsonElement> Elements(JsonElement root)
    {
        if (root.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return [];
        if (root.ValueKind != JsonValueKind.Array)
            throw NoList();

        var elements = new List<JsonElement>(root.GetArrayLength());
        foreach (var element in root.EnumerateArray())
            elements.Add(element.ValueKind == JsonValueKind.Object ? element : throw NoList());
        return elements;
    }

    private static FormatException NoList() => new("The value is not a list of questions.");

    private static string IdOf(JsonElement element, int index) =>
        FieldValue.Text(Property(element, Id)) ?? (index + 1).ToString(CultureInfo.InvariantCulture);

    private static bool IsOurs(string name) =>
        new[] { Id, Question, Answer }.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static JsonElement Property(JsonElement element, string name)
    {
        if (element.TryGetProperty(name, out var exact))
            return exact;

        foreach (var property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return default;
    }
}
