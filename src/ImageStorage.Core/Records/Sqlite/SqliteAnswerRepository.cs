using System.Runtime.CompilerServices;
using ImageStorage.Records.Mapping;
using Microsoft.Data.Sqlite;

namespace ImageStorage.Records.Sqlite;

/// <summary>Keeps the students' answers in the SQLite file of the records. "Ordinal" is by code points, as in every store.</summary>
/// <param name="database">The file, which the repository of the records disposes of.</param>
internal sealed class SqliteAnswerRepository(SqliteDatabase database) : IAnswerRepository
{
    private const int PageSize = 100;
    private const int DeletedAtOnce = 1000;
    private const string Key = "assignment_id = $assignment_id AND student_id = $student_id AND question_id = $question_id";

    private const string Insert =
        """
        INSERT INTO answers (
            assignment_id, student_id, question_id, answer, score, answered_at, best_answer, best_score, attempts, submission_id)
        VALUES (
            $assignment_id, $student_id, $question_id, $answer, $score, $answered_at, $best_answer, $best_score, $attempts, $submission_id)
        """;

    // Unqualified names are the columns of the stored row; right of SET they have the values from before the update.
    private const string Submit =
        Insert +
        """

        ON CONFLICT (assignment_id, student_id, question_id) DO UPDATE SET
            answer = excluded.answer,
            score = excluded.score,
            answered_at = excluded.answered_at,
            best_answer = iif(excluded.best_score > best_score, excluded.best_answer, best_answer),
            best_score = max(excluded.best_score, best_score),
            attempts = attempts + 1,
            submission_id = excluded.submission_id
        WHERE submission_id <> excluded.submission_id
        """;

    /// <summary>Writes all answers of a submission in one transaction.</summary>
    public async Task<IReadOnlyList<StudentAnswer>> SubmitAsync(AnswerSubmission submission, CancellationToken cancellationToken) =>
        await database.WriteAsync<List<StudentAnswer>>(
            connection => [.. AnswerMapper.FirstAnswers(submission).Select(answer => SubmitOne(connection, answer, submission.SubmissionId))],
            cancellationToken).ConfigureAwait(false);

    public async IAsyncEnumerable<StudentAnswer> ListAsync(
        string assignmentId, string? studentId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (StudentAnswer? last = null; ;)
        {
            var after = last;
            var page = await database.ReadAsync(
                [], connection => Page(connection, assignmentId, studentId, after, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var answer in page)
                yield return answer;
            if (page.Count < PageSize)
                yield break;
            last = page[^1];
        }
    }

    public Task AddAsync(IReadOnlyList<StudentAnswer> answers, CancellationToken cancellationToken) => answers.Count == 0
        ? Task.CompletedTask
        : database.WriteAsync(
            connection =>
            {
                foreach (var answer in answers)
                {
                    using var command = SqliteCommands.Make(
                        connection, $"{Insert} ON CONFLICT DO NOTHING", AnswerMapper.ToFields(answer, AnswerMapper.Restored));
                    command.ExecuteNonQuery();
                }

                return true;
            },
            cancellationToken);

    public async Task DeleteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        // In batches, so that other processes do not wait long for the lock.
        while (await database.WriteExistingAsync(
            0, connection => DeleteSome(connection, assignmentId), cancellationToken).ConfigureAwait(false) == DeletedAtOnce)
        {
        }
    }

    private static StudentAnswer SubmitOne(SqliteConnection connection, StudentAnswer answer, string submissionId)
    {
        using var submit = SqliteCommands.Make(connection, Submit, AnswerMapper.ToFields(answer, submissionId));
        submit.ExecuteNonQuery();
        using var read = SqliteCommands.Make(
            connection,
            $"SELECT * FROM answers WHERE {Key}",
            [
                new(AnswerFields.AssignmentId, answer.AssignmentId), new(AnswerFields.StudentId, answer.StudentId),
                new(AnswerFields.QuestionId, answer.QuestionId),
            ]);
        return SqliteCommands.Rows(read, CancellationToken.None).Select(AnswerMapper.FromFields).Single();
    }

    private static List<StudentAnswer> Page(
        SqliteConnection connection, string assignmentId, string? studentId, StudentAnswer? after, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, object?>> values = [new(AnswerFields.AssignmentId, assignmentId), new("limit", (long)PageSize)];
        List<string> conditions = ["assignment_id = $assignment_id"];
        if (studentId is not null)
        {
            conditions.Add("student_id = $student_id");
            values.Add(new(AnswerFields.StudentId, studentId));
        }

        if (after is not null)
        {
            conditions.Add("(student_id, question_id) > ($after_student, $after_question)");
            values.Add(new("after_student", after.StudentId));
            values.Add(new("after_question", after.QuestionId));
        }

        using var command = SqliteCommands.Make(
            connection,
            $"SELECT * FROM answers WHERE {string.Join(" AND ", conditions)} ORDER BY student_id, question_id LIMIT $limit",
            values);
        return [.. SqliteCommands.Rows(command, cancellationToken).Select(AnswerMapper.FromFields)];
    }

    private static int DeleteSome(SqliteConnection connection, string assignmentId)
    {
        using var command = SqliteCommands.Make(
            connection,
            "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM answers WHERE assignment_id = $assignment_id LIMIT $limit)",
            [new(AnswerFields.AssignmentId, assignmentId), new("limit", (long)DeletedAtOnce)]);
        return command.ExecuteNonQuery();
    }
}
