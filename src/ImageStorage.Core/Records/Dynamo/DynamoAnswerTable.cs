using System.Text;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records.Dynamo;

/// <summary>
/// The names of the DynamoDB table of answers, which the infrastructure creates. The partition key is <c>assignment_id</c>, the sort key
/// <see cref="AnswerId"/>, both strings; there is no index.
/// </summary>
internal static class DynamoAnswerTable
{
    /// <summary>Student and question, so that the keys sort as lists do, and the keys of one student share a prefix.</summary>
    public const string AnswerId = "answer_id";

    /// <summary>DynamoDB's limit for a sort key, in bytes of UTF-8.</summary>
    public const int MaxAnswerIdBytes = 1024;

    public static readonly DynamoTableKind Kind = new(
        "answer",
        $"the partition key '{AnswerFields.AssignmentId}' and the sort key '{AnswerId}' (both strings)",
        "the limit is 400 KB for a student's latest and best answer together, and 1 KB for the ids of student and question. Shorten the answer.");

    /// <param name="table">The table of the records.</param>
    public static string NameBeside(string table) => $"{table}-answers";

    /// <summary>
    /// The prefix of the ids of all answers of one student and of no other: within the student's id NUL is escaped, so that it is never
    /// followed by NUL. NUL sorts before every other character, so students stay in order even when one id is a prefix of another.
    /// </summary>
    public static string StudentPrefix(string studentId) => studentId.Replace("\0", "\0\u0001", StringComparison.Ordinal) + "\0\0";

    public static Dictionary<string, AttributeValue> Key(StudentAnswer answer) => new()
    {
        [AnswerFields.AssignmentId] = new() { S = answer.AssignmentId },
        [AnswerId] = new() { S = StudentPrefix(answer.StudentId) + answer.QuestionId },
    };

    public static bool Holds(StudentAnswer answer) =>
        Encoding.UTF8.GetByteCount(Key(answer)[AnswerId].S) <= MaxAnswerIdBytes;
}
