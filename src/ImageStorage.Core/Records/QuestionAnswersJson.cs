using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageStorage.Records;

/// <summary>The text of <c>question_answers</c>: a JSON list of {Id, Question, Answer}.</summary>
internal static class QuestionAnswersJson
{
    private const string Id = "Id";
    private const string Question = "Question";
    private const string Answer = "Answer";

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JsonFields.Encoder };

    public static string Write(IReadOnlyList<QuestionAnswer> questionAnswers) => Merge(null, questionAnswers);

    /// <summary>
    /// Reads the list: ids may be numbers, a question without one gets its position, counted from 1, and properties that are not ours
    /// are passed over.
    /// </summary>
    /// <exception cref="FormatException">The text is no JSON list of objects.</exception>
    public static IReadOnlyList<QuestionAnswer> Read(string? json) =>
    [
        .. Elements(json).Select((element, index) => new QuestionAnswer(
            IdOf(element, index),
            FieldValue.Text(Property(element, Question)) ?? "",
            FieldValue.Text(Property(element, Answer)) ?? "")),
    ];

    /// <summary>The text to store: the questions, each with what the stored question of the same id has beside our properties.</summary>
    public static string Merge(string? stored, IReadOnlyList<QuestionAnswer> questionAnswers)
    {
        var known = new Dictionary<string, JsonElement>();
        foreach (var (index, element) in Elements(stored).Index())
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

    private static List<JsonElement> Elements(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return [];

        var root = JsonFields.Parse(json);
        if (root.ValueKind == JsonValueKind.Null)
            return [];
        if (root.ValueKind != JsonValueKind.Array || root.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Object))
            throw new FormatException("This is no list of questions.");
        return [.. root.EnumerateArray()];
    }

    private static string IdOf(JsonElement element, int index) =>
        FieldValue.Text(Property(element, Id)) ?? (index + 1).ToString(CultureInfo.InvariantCulture);

    private static bool IsOurs(string name) =>
        new[] { Id, Question, Answer }.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static JsonElement Property(JsonElement element, string name)
    {
        foreach (var property in element.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return default;
    }
}
