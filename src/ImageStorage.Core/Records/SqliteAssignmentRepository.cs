using Microsoft.Data.Sqlite;

namespace ImageStorage.Records;

/// <summary>
/// Keeps the records in one SQLite file, which several processes may use at once. The file and its folder are made by the first write;
/// until then the store is empty.
/// </summary>
internal sealed class SqliteAssignmentRepository(string path) : IAssignmentRepository, IDisposable
{
    private static readonly string Columns = string.Join(", ", AssignmentFields.All);

    private readonly SqliteDatabase _database = new(path);

    public async Task InsertAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        var fields = AssignmentMapper.ToFields(assignment);
        var sql = $"INSERT INTO assignments ({Columns}) VALUES ({string.Join(", ", AssignmentFields.All.Select(name => "$" + name))})";
        await _database.WriteAsync(
            connection =>
            {
                using var command = Command(connection, sql, fields);
                try
                {
                    return command.ExecuteNonQuery();
                }
                catch (SqliteException exception) when (SqliteErrors.IsDuplicate(exception))
                {
                    throw new ImageStorageException(
                        ImageStorageError.AssignmentAlreadyExists,
                        $"There is an assignment '{assignment.AssignmentId}' already.",
                        exception);
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    public Task<Assignment?> FindAsync(string assignmentId, CancellationToken cancellationToken) =>
        _database.ReadAsync<Assignment?>(
            null,
            connection =>
            {
                using var command = Command(
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
        var isWritten = await _database.WriteExistingAsync(
            false, connection => Update(connection, current, written, changes), cancellationToken).ConfigureAwait(false);
        return isWritten
            ? written
            : throw new ImageStorageException(
                ImageStorageError.AssignmentConflict,
                $"The assignment '{current.AssignmentId}' was changed or removed by someone else meanwhile. Read it again and repeat.");
    }

    public Task<bool> DeleteAsync(string assignmentId, CancellationToken cancellationToken) =>
        _database.WriteExistingAsync(
            false,
            connection =>
            {
                using var command = Command(
                    connection,
                    "DELETE FROM assignments WHERE assignment_id = $assignment_id",
                    [new(AssignmentFields.AssignmentId, assignmentId)]);
                return command.ExecuteNonQuery() > 0;
            },
            cancellationToken);

    public Task<Assignment?> FindPictureAsync(string prompt, string modelId, long? seed, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public Task<AssignmentPage> ListAsync(AssignmentQuery query, CancellationToken cancellationToken) =>
        _database.ReadAsync(
            new AssignmentPage([], null), connection => List(connection, query, cancellationToken), cancellationToken);

    public void Dispose() => _database.Dispose();

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

        var where = conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions);
        using var command = Command(
            connection,
            $"SELECT * FROM assignments {where} ORDER BY created_at DESC, assignment_id DESC LIMIT $limit",
            values);
        var found = Read(command, cancellationToken);
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
        using var command = Command(
            connection, sql, [.. values, new(AssignmentFields.AssignmentId, current.AssignmentId), new("known_revision", current.Revision)]);
        return command.ExecuteNonQuery() > 0;
    }

    /// <summary>The value to write; within JSON, what other applications keep there stays.</summary>
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
            // Text that is not JSON has nothing that could be kept.
            return change.Value;
        }
    }

    private static string? Stored(SqliteConnection connection, string assignmentId, string column)
    {
        using var command = Command(
            connection,
            $"SELECT {column} FROM assignments WHERE assignment_id = $assignment_id",
            [new(AssignmentFields.AssignmentId, assignmentId)]);
        return command.ExecuteScalar() as string;
    }

    private static SqliteCommand Command(
        SqliteConnection connection, string sql, IReadOnlyList<KeyValuePair<string, object?>> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var stored = value is IReadOnlyDictionary<string, object?> fields ? JsonFields.Write(fields) : value;
            command.Parameters.AddWithValue("$" + name, stored ?? DBNull.Value);
        }

        return command;
    }

    private static List<Assignment> Read(SqliteCommand command, CancellationToken cancellationToken)
    {
        using var reader = command.ExecuteReader();
        var found = new List<Assignment>();
        var fields = new Dictionary<string, object?>();
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var index = 0; index < reader.FieldCount; index++)
                fields[reader.GetName(index)] = reader.GetValue(index);
            found.Add(AssignmentMapper.FromFields(fields));
        }

        return found;
    }
}
