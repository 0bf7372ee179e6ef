using System.Text;
using ImageStorage.Records.Mapping;
using Microsoft.Data.Sqlite;

namespace ImageStorage.Records.Sqlite;

/// <summary>
/// Keeps the records in one SQLite file, which several processes may use at once. The first write creates the file and its folder; until
/// then the store is empty.
/// </summary>
/// <param name="database">The file; disposed of with this.</param>
internal sealed class SqliteAssignmentRepository(SqliteDatabase database) : IAssignmentRepository, IDisposable
{
    private static readonly string Columns = string.Join(", ", AssignmentFields.All);

    public SqliteAssignmentRepository(string path)
        : this(new SqliteDatabase(path))
    {
    }

    public async Task InsertAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        var fields = AssignmentMapper.ToFields(assignment);
        var sql = $"INSERT INTO assignments ({Columns}) VALUES ({string.Join(", ", AssignmentFields.All.Select(name => "$" + name))})";
        await database.WriteAsync(
            connection =>
            {
                using var command = SqliteCommands.Make(connection, sql, fields);
                try
                {
                    return command.ExecuteNonQuery();
                }
                catch (SqliteException exception) when (SqliteErrors.IsDuplicate(exception))
                {
                    throw new ImageStorageException(
                        ImageStorageError.AssignmentAlreadyExists,
                        $"The assignment '{assignment.AssignmentId}' exists already. Use another id.",
                        exception);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task<Assignment?> FindAsync(string assignmentId, CancellationToken cancellationToken) =>
        database.ReadAsync<Assignment?>(
            null,
            connection =>
            {
                using var command = SqliteCommands.Make(
                    connection,
                    "SELECT * FROM assignments WHERE assignment_id = $assignment_id",
                    [new(AssignmentFields.AssignmentId, assignmentId)]);
                return Read(command, cancellationToken).SingleOrDefault();
            },
            cancellationToken);

    public async Task<Assignment> UpdateAsync(Assignment current, Assignment changed, CancellationToken cancellationToken)
    {
        var changes = AssignmentMapper.Changes(current, changed);
        var written = changed with { Revision = current.Revision + 1 };
        var isWritten = await database.WriteExistingAsync(
            false, connection => Update(connection, current, written, changes), cancellationToken).ConfigureAwait(false);
        return isWritten
            ? written
            : throw new ImageStorageException(
                ImageStorageError.AssignmentConflict,
                $"The assignment '{current.AssignmentId}' was changed or removed by another process meanwhile. Read it again and repeat the change.");
    }

    public Task<bool> DeleteAsync(string assignmentId, CancellationToken cancellationToken) =>
        database.WriteExistingAsync(
            false,
            connection =>
            {
                using var command = SqliteCommands.Make(
                    connection,
                    "DELETE FROM assignments WHERE assignment_id = $assignment_id",
                    [new(AssignmentFields.AssignmentId, assignmentId)]);
                return command.ExecuteNonQuery() > 0;
            },
            cancellationToken);

    public Task<Assignment?> FindPictureAsync(string prompt, string modelId, long? seed, CancellationToken cancellationToken)
    {
        var query = new PictureQuery(prompt, modelId, seed);
        return database.ReadAsync<Assignment?>(
            null,
            connection =>
            {
                using var command = SqliteCommands.Make(
                    connection,
                    """
                    SELECT * FROM assignments WHERE generation_key = $generation_key AND s3_upload_status = 'success'
                    ORDER BY created_at DESC, assignment_id DESC
                    """,
                    [new(AssignmentFields.GenerationKey, query.GenerationKey)]);
                return Read(command, cancellationToken).FirstOrDefault(query.IsMetBy);
            },
            cancellationToken);
    }

    public Task<AssignmentPage> ListAsync(AssignmentQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(
            new AssignmentPage([], null), connection => List(connection, query, cancellationToken), cancellationToken);

    public void Dispose() => database.Dispose();

    private static AssignmentPage List(SqliteConnection connection, AssignmentQuery query, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, object?>> values = [new("limit", query.PageSize + 1L)];
        List<string> conditions = [];
        if (query.TeacherId is not null)
        {
            conditions.Add("teacher_id = $teacher_id");
            values.Add(new(AssignmentFields.TeacherId, query.TeacherId));
        }

        if (query.After is { } after)
        {
            conditions.Add("(created_at, assignment_id) < ($created_at, $assignment_id)");
            values.Add(new(AssignmentFields.CreatedAt, EpochSeconds.From(after.CreatedAt)));
            values.Add(new(AssignmentFields.AssignmentId, after.AssignmentId));
        }

        if (!string.IsNullOrEmpty(query.Text))
        {
            // A cancelled search matches the next row, so that SQLite returns it and the reader, which checks the token, stops.
            // The prompt is passed as a blob, because a function receives text only up to its first NUL.
            connection.CreateFunction<byte[]?, bool>(
                "has_text",
                prompt => cancellationToken.IsCancellationRequested || PromptText.IsMetBy(Encoding.UTF8.GetString(prompt ?? []), query));
            conditions.Add("has_text(CAST(prompt AS BLOB))");
        }

        var where = conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
        using var command = SqliteCommands.Make(
            connection,
            $"SELECT * FROM assignments {where} ORDER BY created_at DESC, assignment_id DESC LIMIT $limit",
            values);
        var found = Read(command, cancellationToken).ToList();
        if (found.Count <= query.PageSize)
            return new AssignmentPage(found, null);

        found.RemoveAt(query.PageSize);
        return new AssignmentPage(found, new AssignmentCursor(found[^1].CreatedAt, found[^1].AssignmentId));
    }

    private static bool Update(
        SqliteConnection connection, Assignment current, Assignment written, IReadOnlyList<KeyValuePair<string, object?>> changes)
    {
        List<KeyValuePair<string, object?>> values =
        [
            .. changes.Select(change => new KeyValuePair<string, object?>(change.Key, Merged(connection, written, change))),
            new(AssignmentFields.Revision, written.Revision),
        ];
        var sql = $"""
            UPDATE assignments SET {string.Join(", ", values.Select(value => $"{value.Key} = ${value.Key}"))}
            WHERE assignment_id = $assignment_id AND revision = $known_revision
            """;
        using var command = SqliteCommands.Make(
            connection, sql, [.. values, new(AssignmentFields.AssignmentId, current.AssignmentId), new("known_revision", current.Revision)]);
        return command.ExecuteNonQuery() > 0;
    }

    /// <summary>The value to write; within JSON, the data of other applications is kept.</summary>
    private static object? Merged(SqliteConnection connection, Assignment written, KeyValuePair<string, object?> change)
    {
        if (change.Key is not (AssignmentFields.ImageMetadata or AssignmentFields.QuestionAnswers))
            return change.Value;

        var stored = Stored(connection, written.AssignmentId, change.Key);
        try
        {
            return change.Key == AssignmentFields.QuestionAnswers
                ? QuestionAnswersJson.Merge(stored, written.QuestionAnswers)
                : ImageMetadataMapper.Merge(JsonFields.Read(stored), (IReadOnlyDictionary<string, object?>?)change.Value);
        }
        catch (FormatException)
        {
            // Text that is not JSON has no data that could be kept.
            return change.Value;
        }
    }

    private static string? Stored(SqliteConnection connection, string assignmentId, string column)
    {
        using var command = SqliteCommands.Make(
            connection,
            $"SELECT {column} FROM assignments WHERE assignment_id = $assignment_id",
            [new(AssignmentFields.AssignmentId, assignmentId)]);
        return command.ExecuteScalar() as string;
    }

    private static IEnumerable<Assignment> Read(SqliteCommand command, CancellationToken cancellationToken) =>
        SqliteCommands.Rows(command, cancellationToken).Select(AssignmentMapper.FromFields);
}
