using System.Globalization;
using ImageStorage.Portal.Api;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ImageStorage.Portal.Pages;

/// <summary>The rules for questions from a form. They match those of the API, because its assignments are edited here too.</summary>
internal static class QuestionRows
{
    /// <summary>The largest number of questions of an assignment.</summary>
    public const int MaxRows = RequestRules.MaxQuestions;

    /// <summary>The largest length of a question and of an answer.</summary>
    public const int MaxLength = RequestRules.MaxTextLength;

    /// <summary>Turns a record's questions into rows.</summary>
    public static List<QuestionRow> Of(IEnumerable<QuestionAnswer> questions) =>
        [.. questions.Select(question => new QuestionRow { Id = question.Id, Question = question.Question, Answer = question.Answer })];

    /// <summary>Adds the errors of the rows, each at its field.</summary>
    public static void Check(IReadOnlyList<QuestionRow> rows, ModelStateDictionary problems)
    {
        if (rows.Count > MaxRows)
            problems.AddModelError("Questions", $"An assignment can have at most {MaxRows} questions. Remove some.");
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
                problems.AddModelError(field, $"This text can have at most {MaxLength} characters. Shorten it.");
        }
    }

    /// <summary>
    /// The questions of the rows that are not blank. A row keeps its id only when the record has it, because students' answers refer to it.
    /// </summary>
    /// <param name="rows">Rows without errors, as <see cref="Check"/> found.</param>
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
