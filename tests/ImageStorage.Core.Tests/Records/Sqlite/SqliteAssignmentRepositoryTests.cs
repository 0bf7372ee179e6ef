using System.Diagnostics;
using ImageStorage.Records.Mapping;
using ImageStorage.Testing;
using Microsoft.Data.Sqlite;

namespace ImageStorage.Records.Sqlite;

public sealed class SqliteAssignmentRepositoryTests : AssignmentRepositoryContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteAssignmentRepository _repository;

    public SqliteAssignmentRepositoryTests() => _repository = new SqliteAssignmentRepository(RecordsFile);

    protected override IAssignmentRepository Repository => _repository;

    protected override ImageStorageError? ErrorOfSeventeenMegabytes => null;

    private string RecordsFile => _folder.File("home/records.db");

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    protected override async Task WriteDocumentAsync(IReadOnlyDictionary<string, object?> fields)
    {
        var id = (string)fields["assignment_id"]!;
        if (!File.Exists(RecordsFile))
        {
            await _repository.InsertAsync(Sample(id), Token);
            await _repository.DeleteAsync(id, Token);
        }

        using var connection = Connect();
        foreach (var name in fields.Keys.Except(Rows("PRAGMA table_info(assignments)", 1)))
            Execute($"ALTER TABLE assignments ADD COLUMN {name}");
        using var command = new SqliteCommand(
            $"""
            INSERT OR IGNORE INTO assignments (assignment_id, teacher_id, prompt, created_at) VALUES ($assignment_id, '', '', 0);
            UPDATE assignments SET {string.Join(", ", fields.Keys.Select(name => $"{name} = ${name}"))} WHERE assignment_id = $assignment_id
            """,
            connection);
        foreach (var (name, value) in fields)
            command.Parameters.AddWithValue("$" + name, value is IReadOnlyDictionary<string, object?> nested ? JsonFields.Write(nested) : value);
        await command.ExecuteNonQueryAsync(Token);
    }

    protected override async Task<IReadOnlyDictionary<string, object?>> ReadDocumentAsync(string assignmentId)
    {
        using var connection = Connect();
        using var command = new SqliteCommand("SELECT * FROM assignments WHERE assignment_id = $id", connection);
        command.Parameters.AddWithValue("$id", assignmentId);
        using var reader = await command.ExecuteReaderAsync(Token);
        Assert.True(await reader.ReadAsync(Token));
        return Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, index => (object?)reader.GetValue(index));
    }

    [Fact]
    public async Task Reading_and_removing_before_the_first_write_makes_no_file()
    {
        Assert.Null(await _repository.FindAsync("a", Token));
        Assert.Empty((await _repository.ListAsync(new AssignmentQuery(), Token)).Items);
        Assert.False(await _repository.DeleteAsync("a", Token));
        await Assert.ThrowsAsync<ImageStorageException>(() => _repository.UpdateAsync(Sample("a"), Sample("a"), Token));

        Assert.False(Directory.Exists(_folder.File("home")));
    }

    [Fact]
    public async Task InsertAsync_after_the_file_was_deleted_makes_a_new_one()
    {
        await _repository.InsertAsync(Sample("a"), Token);
        Directory.Delete(_folder.File("home"), recursive: true);

        Assert.Null(await _repository.FindAsync("a", Token));
        await _repository.InsertAsync(Sample("b"), Token);

        Assert.Equal(["b"], (await AllAsync(10)).Select(item => item.AssignmentId));
    }

    [Fact]
    public async Task UpdateAsync_leaves_columns_and_keys_of_others_alone()
    {
        await _repository.InsertAsync(Sample("a") with { QuestionAnswers = [new("1", "q", "a")], ImageMetadata = Metadata("png") }, Token);
        Execute(
            """
            ALTER TABLE assignments ADD COLUMN grade TEXT;
            UPDATE assignments SET grade = '4b', image_metadata = json_set(image_metadata, '$.alt', 'a cat'),
                question_answers = json_set(question_answers, '$[0].points', 3);
            """);
        var read = (await _repository.FindAsync("a", Token))!;

        await _repository.UpdateAsync(
            read, read with { ImageMetadata = Metadata("webp"), QuestionAnswers = [new("1", "q", "b")] }, Token);

        Assert.Equal("4b", Scalar("SELECT grade FROM assignments"));
        Assert.Equal("webp a cat", Scalar("SELECT image_metadata ->> 'format' || ' ' || (image_metadata ->> 'alt') FROM assignments"));
        Assert.Equal("b 3", Scalar("SELECT question_answers ->> '$[0].Answer' || ' ' || (question_answers ->> '$[0].points') FROM assignments"));
    }

    [Fact]
    public async Task InsertAsync_writes_the_fields_as_others_read_them()
    {
        await _repository.InsertAsync(
            Sample("a") with { CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddMilliseconds(250) }, Token);

        Assert.Equal(
            "a t p 1700000000.25 [] no_image no_image 0 0",
            Scalar(
                """
                SELECT concat_ws(' ', assignment_id, teacher_id, prompt, created_at, question_answers, s3_image_key, cloudfront_url,
                    image_metadata, s3_upload_status, s3_upload_attempts, revision) FROM assignments
                """));
    }

    [Fact]
    public async Task ListAsync_is_answered_from_an_index()
    {
        await _repository.InsertAsync(Sample("a"), Token);

        Assert.Contains("USING INDEX assignments_by_time", Plan(""), StringComparison.Ordinal);
        Assert.Contains("USING INDEX assignments_by_teacher", Plan("teacher_id = 't' AND"), StringComparison.Ordinal);

        string Plan(string condition)
        {
            var plan = Rows(
                $"""
                EXPLAIN QUERY PLAN SELECT * FROM assignments WHERE {condition} (created_at, assignment_id) < (1.0, 'x')
                ORDER BY created_at DESC, assignment_id DESC LIMIT 10
                """,
                3);
            return Assert.Single(plan);
        }
    }

    [Fact]
    public async Task InsertAsync_by_two_repositories_at_once_on_a_new_file_loses_nothing()
    {
        using var other = new SqliteAssignmentRepository(RecordsFile);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(
            number => (number % 2 == 0 ? _repository : other).InsertAsync(Sample($"q{number}"), Token)));

        Assert.Equal(200, (await AllAsync(50)).Select(item => item.AssignmentId).Distinct().Count());
    }

    [Fact]
    public async Task InsertAsync_leaves_the_file_in_write_ahead_mode_at_the_newest_version()
    {
        await _repository.InsertAsync(Sample("a"), Token);

        Assert.Equal("wal", Scalar("PRAGMA journal_mode"));
        Assert.Equal(SqliteMigrations.Steps.Count.ToString(null, null), Scalar("PRAGMA user_version"));
    }

    [Fact]
    public async Task Any_call_on_a_file_of_a_newer_version_says_to_update_the_module()
    {
        await _repository.InsertAsync(Sample("a"), Token);
        Execute("PRAGMA user_version = 99");
        using var later = new SqliteAssignmentRepository(RecordsFile);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => later.FindAsync("a", Token));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, exception.Error);
        Assert.Contains("Update the module", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_call_on_a_file_that_is_no_database_says_that_it_is_damaged()
    {
        Directory.CreateDirectory(_folder.File("home"));
        await File.WriteAllTextAsync(RecordsFile, new string('x', 8192), Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.FindAsync("a", Token));

        Assert.Equal(ImageStorageError.StorageUnavailable, exception.Error);
        Assert.Contains("damaged", exception.Message, StringComparison.Ordinal);
        Assert.False(exception.IsTransient);
    }

    [Fact]
    public async Task InsertAsync_where_no_folder_can_be_made_is_StorageAccessDenied_with_the_path()
    {
        await File.WriteAllTextAsync(_folder.File("home"), "a file", Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.InsertAsync(Sample("a"), Token));

        Assert.Equal(ImageStorageError.StorageAccessDenied, exception.Error);
        Assert.Contains(RecordsFile, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_call_where_a_folder_has_the_files_name_is_StorageAccessDenied()
    {
        Directory.CreateDirectory(RecordsFile);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.FindAsync("a", Token));

        Assert.Equal(ImageStorageError.StorageAccessDenied, exception.Error);
    }

    [Fact]
    public async Task InsertAsync_while_another_keeps_the_lock_is_StorageUnavailable_after_five_seconds()
    {
        await _repository.InsertAsync(Sample("a"), Token);
        using var locker = Lock();

        var started = Stopwatch.GetTimestamp();
        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.InsertAsync(Sample("b"), Token));

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (exception.Error, exception.IsTransient));
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 4.9, 15);
    }

    [Fact]
    public async Task InsertAsync_that_waits_for_a_lock_stops_soon_after_the_cancellation()
    {
        await _repository.InsertAsync(Sample("a"), Token);
        using var locker = Lock();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var started = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _repository.InsertAsync(Sample("b"), cancellation.Token));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Promptness.Limit);
    }

    [Fact]
    public async Task FindAsync_while_another_writes_reads_what_was_there_before()
    {
        await _repository.InsertAsync(Sample("a"), Token);
        using var locker = Lock();

        Assert.NotNull(await _repository.FindAsync("a", Token));
    }

    private static ImageMetadata Metadata(string format) => new()
    {
        OriginalSizeBytes = 2,
        OptimizedSizeBytes = 1,
        CompressionRatio = 0.5,
        Format = format,
        Dimensions = "1x1",
    };

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={RecordsFile};Pooling=False");
        connection.Open();
        return connection;
    }

    private SqliteConnection Lock()
    {
        var connection = Connect();
        using var command = new SqliteCommand("BEGIN IMMEDIATE; UPDATE assignments SET prompt = 'locked'", connection);
        command.ExecuteNonQuery();
        return connection;
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private string Scalar(string sql) => Assert.Single(Rows(sql, 0));

    private List<string> Rows(string sql, int column)
    {
        using var connection = Connect();
        using var command = new SqliteCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(column));
        return rows;
    }
}
