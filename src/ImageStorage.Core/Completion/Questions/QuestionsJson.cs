using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageStorage.Completion.Questions;

/// <summary>
/// The questions that a model is asked for, as JSON: a list of exactly <see cref="Count"/> objects with a question and an answer.
/// </summary>
internal static class QuestionsJson
{
    public const int Count = 5;

    private const int MaxQuestionLength = 1_000;
    private const int MaxAnswerLength = 300;
    private const string Fence = "```";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>The questions; null when the text is anything but the JSON, with or without a Markdown code fence.</summary>
    /// <param name="text">The answer of the model.</param>
    public static IReadOnlyList<QuestionAnswer>? Parse(string text)
    {
        try
        {
            var items = JsonSerializer.Deserialize<Item?[]>(WithoutFence(text.Trim()), Options);
            return items?.Length == Count && items.All(IsUsable)
                && items.DistinctBy(item => item!.Question.Trim(), StringComparer.OrdinalIgnoreCase).Count() == Count
                ? [.. items.Select((item, index) => new QuestionAnswer(
                    (index + 1).ToString(CultureInfo.InvariantCulture), item!.Question.Trim(), item.Answer.Trim()))]
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped lone surrogate.
            return null;
        }
    }

    private static bool IsUsable(Item? item) =>
        IsUsable(item?.Question, MaxQuestionLength) && IsUsable(item?.Answer, MaxAnswerLength);

    // The text may be printed to a terminal, where control characters from a manipulated model would act as commands.
    private static bool IsUsable(string? text, int maxLength) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= maxLength
        && !text.Any(character => char.IsControl(character) && character is not ('\n' or '\r' or '\t'));

    private static string WithoutFence(string text)
    {
        var line = text.IndexOf('\n', StringComparison.Ordinal);
        return text.StartsWith(Fence, StringComparison.Ordinal) && text.EndsWith(Fence, StringComparison.Ordinal)
            && line > 0 && line < text.Length - Fence.Length
            ? text[line..^Fence.Length]
            : text;
    }

    private sealed record Item([property: JsonPropertyName("question")] string Question, [property: JsonPropertyName("answer")] string Answer);
}
