using System.Text;
using ImageStorage.Completion.Scoring;

namespace ImageStorage.Completion;

/// <summary>Validates a student's submission before it is scored; nothing of an invalid one is stored.</summary>
internal static class SubmissionRule
{
    private const int MaxStudentIdLength = 256;
    private const int MaxAnswerLength = AnswerText.MaxLength;

    /// <summary>The checks that need no record.</summary>
    public static void Check(string studentId, IReadOnlyDictionary<string, string> answers)
    {
        if (string.IsNullOrWhiteSpace(studentId) || studentId.Length > MaxStudentIdLength || !IsWhole(studentId) || studentId.Any(char.IsControl))
            throw Invalid($"The student id is not 1 to {MaxStudentIdLength} characters of text without control characters. Use another id.");
        if (answers.Count == 0)
            throw Invalid("The submission has no answer. Give at least one, by the id of its question.");
        foreach (var (id, answer) in answers)
        {
            if (answer is null)
                throw Invalid($"The answer to question '{id}' is null. Leave the question out, or answer it with a text, which may be empty.");
            if (answer.Length > MaxAnswerLength)
                throw Invalid($"The answer to question '{id}' has {answer.Length} characters; at most {MaxAnswerLength} are accepted. Shorten it.");
            if (!IsWhole(answer))
                throw Invalid($"The answer to question '{id}' is not valid Unicode text: it contains a lone surrogate. Enter it again.");
        }
    }

    public static void CheckQuestions(Assignment assignment, IReadOnlyList<QuestionAnswer> questions, IEnumerable<string> answered)
    {
        if (questions.Count == 0)
        {
            throw Invalid(
                $"Assignment '{assignment.AssignmentId}' has no questions. Its teacher can add some with New-AssignmentImage -QuestionAnswer.");
        }
        string[] unknown = [.. answered.Except(questions.Select(question => question.Id), StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            throw Invalid(
                $"Assignment '{assignment.AssignmentId}' has no question {Quote(unknown)}. "
                + $"Answer one of its questions: {Quote(questions.Select(question => question.Id))}.");
        }
    }

    private static string Quote(IEnumerable<string> ids) => string.Join(", ", ids.Select(id => $"'{id}'"));

    private static bool IsWhole(string text)
    {
        for (var index = 0; index < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, index, out var rune))
                return false;
            index += rune.Utf16SequenceLength;
        }

        return true;
    }

    private static ImageStorageException Invalid(string message) => new(ImageStorageError.InvalidAnswer, message);
}
