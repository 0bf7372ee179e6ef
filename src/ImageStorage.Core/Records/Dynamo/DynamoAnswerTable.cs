using System.Text;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records.Dynamo;

/// <summary>
/// The names of the DynamoDB table of answers, which the infrastructure makes. The partition key is <c>assignment_id</c>, the sort key
/// <see cref="AnswerId"/>, both strings; there is no index.
/// </summary>
internal static class DynamoAnswerTable
{
    /// <summary>Student and question, so that the order of the keys is that of lists, and the answers of one student begin alike.</summary>
    public const string AnswerId = "answer_id";

    /// <summary>DynamoDB's limit for a sort key, in bytes of UTF-8.</summary>
    public const int MaxAnswerIdBytes = 1024;

    public static readonly DynamoTableKind Kind = new(
        "answer",
        $"the partition key '{AnswerFields.AssignmentId}' and the sort key '{AnswerId}' (both strings)",
        "DynamoDB takes 400 KB of a student's latest and best answer together, and 1 KB of the ids of student and question. Shorten the answer.");

    /// <param name="table">The table of the records.</param>
    public static string NameBeside(string table) => $"{table}-answers";

    /// <summary>
    /// What the ids of all answers of a student begin with, and of no one else: within the student's id NUL is never followed by NUL.
    /// NUL comes before every other character, so students stay in order, also where one's id begins with another's.
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
