using System.Text;
using ImageStorage.Completion.Scoring;
using ImageStorage.Infrastructure.Checks;

namespace ImageStorage.Completion;

/// <summary>What is wrong with a student's answers is told before they are scored, and nothing of them is stored.</summary>
internal static class SubmissionRule
{
    private const int MaxStudentIdLength = 256;
    private const int MaxAnswerLength = AnswerText.MaxLength;

    /// <summary>What needs no record to be known.</summary>
    public static void Check(string studentId, IReadOnlyDictionary<string, string> answers)
    {
        if (string.IsNullOrWhiteSpace(studentId) || studentId.Length > MaxStudentIdLength || !IsWhole(studentId) || studentId.Any(char.IsControl))
            throw Invalid($"A student id has 1 to {MaxStudentIdLength} characters, of which none is a control character. Give another.");
        if (answers.Count == 0)
            throw Invalid("There is no answer. Give at least one, by the id of its question.");
        foreach (var (id, answer) in answers)
        {
            if (answer is null)
                throw Invalid($"The answer to question '{id}' is nothing. Leave the question out, or answer it with a text, which may be empty.");
            if (answer.Length > MaxAnswerLength)
                throw Invalid($"The answer to question '{id}' has {answer.Length} characters; at most {MaxAnswerLength} are accepted. Shorten it.");
            if (!IsWhole(answer))
                throw Invalid($"The answer to question '{id}' has half of a character in it. Write it anew.");
        }
    }

    public static void CheckQuestions(Assignment assignment, IReadOnlyList<QuestionAnswer> questions, IEnumerable<string> answered)
    {
        if (questions.Count == 0)
            throw Invalid($"Assignment '{assignment.AssignmentId}' has no questions to be answered.");
        string[] unknown = [.. answered.Except(questions.Select(question => question.Id), StringComparer.Ordinal)];
        if (unknown.Length > 0)
        {
            throw Invalid(
                $"Assignment '{assignment.AssignmentId}' has no question {Quote(unknown)}. Its questions are {Quote(questions.Select(question => question.Id))}.");
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
