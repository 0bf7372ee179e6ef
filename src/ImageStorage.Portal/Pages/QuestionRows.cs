using System.Globalization;
using ImageStorage.Portal.Api;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ImageStorage.Portal.Pages;

/// <summary>The rules for questions that come from a form. They allow what the API does, whose assignments are edited here too.</summary>
internal static class QuestionRows
{
    /// <summary>The most questions of an assignment.</summary>
    public const int MaxRows = RequestRules.MaxQuestions;

    /// <summary>The most characters of a question, and of an answer.</summary>
    public const int MaxLength = RequestRules.MaxTextLength;

    /// <summary>Turns a record's questions into rows.</summary>
    public static List<QuestionRow> Of(IEnumerable<QuestionAnswer> questions) =>
        [.. questions.Select(question => new QuestionRow { Id = question.Id, Question = question.Question, Answer = question.Answer })];

    /// <summary>Reports the mistakes in rows, each at its field.</summary>
    public static void Check(IReadOnlyList<QuestionRow> rows, ModelStateDictionary problems)
    {
        if (rows.Count > MaxRows)
            problems.AddModelError("Questions", $"An assignment can have {MaxRows} questions at the most.");
        for (var index = 0; index < rows.Count; index++)
        {
            if (rows[index].IsBlank)
                continue;
            CheckText($"Questions[{index}].Question", rows[index].Question, $"Question {index + 1} has an answer but no question.");
            CheckText($"Questions[{index}].Answer", rows[index].Answer, $"Question {index + 1} has no expected answer.");
        }

        void CheckText(string field, string? text, string missing)
        {
            if (string.IsNullOrWhiteSpace(text))
                problems.AddModelError(field, missing);
            else if (text.Length > MaxLength)
                problems.AddModelError(field, $"This is longer than {MaxLength} characters.");
        }
    }

    /// <summary>The questions of the rows that have one. A row keeps its id only when the record knows it: students' answers name it.</summary>
    /// <param name="rows">Rows that <see cref="Check"/> found nothing wrong with.</param>
    /// <param name="known">The record's questions.</param>
    public static IReadOnlyList<QuestionAnswer> ToQuestions(IEnumerable<QuestionRow> rows, IReadOnlyList<QuestionAnswer> known)
    {
        var free = known.Select(question => question.Id).ToHashSet(StringComparer.Ordinal);
        var taken = new HashSet<string>(free, StringComparer.Ordinal);
        var next = 0;
        return [.. rows.Where(row => !row.IsBlank).Select(row => new QuestionAnswer(IdOf(row), row.Question!.Trim(), row.Answer!.Trim()))];

        string IdOf(QuestionRow row)
        {
            if (row.Id is not null && free.Remove(row.Id))
                return row.Id;

            string id;
            do
                id = (++next).ToString(CultureInfo.InvariantCulture);
            while (!taken.Add(id));
            return id;
        }
    }
}
