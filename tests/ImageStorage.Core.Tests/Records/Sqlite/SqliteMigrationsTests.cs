using Microsoft.Data.Sqlite;

namespace ImageStorage.Records.Sqlite;

/// <summary>Files that former versions left.</summary>
public sealed class SqliteMigrationsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string RecordsFile => _folder.File("records.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_file_of_a_former_version_opens_with_its_records_and_the_columns_of_others(int version)
    {
        Leave(
            version,
            """
            ALTER TABLE assignments ADD COLUMN grade TEXT;
            INSERT INTO assignments (assignment_id, teacher_id, prompt, created_at, s3_image_key, s3_upload_status, image_metadata, grade)
            VALUES ('quiz', 't', 'a cat', 1700000000.25, 'generated_images/quiz.webp', 'success', '{"format":"webp","model":"m","seed":7}', '4b')
            """);
        using var database = new SqliteDatabase(RecordsFile);
        var repository = new SqliteAssignmentRepository(database);
        var answers = new SqliteAnswerRepository(database);

        var read = (await repository.FindAsync("quiz", Token))!;
        await repository.UpdateAsync(read, read with { Prompt = "a dog" }, Token);
        await answers.SubmitAsync(
            new() { SubmissionId = "1", AssignmentId = "quiz", StudentId = "ana", AnsweredAt = DateTimeOffset.UnixEpoch, Answers = [new("q", "a", 5)] }, Token);

        Assert.Equal(("a cat", S3UploadStatus.Success, 0), (read.Prompt, read.S3UploadStatus, read.Revision));
        Assert.Equal("4b", Scalar("SELECT grade FROM assignments"));
        Assert.Equal("1", Scalar("SELECT count(*) FROM answers"));
        Assert.Equal($"{SqliteMigrations.Steps.Count}", Scalar("PRAGMA user_version"));
    }

    [Fact]
    public async Task Pictures_that_a_former_version_stored_are_found()
    {
        Leave(
            2,
            """
            INSERT INTO assignments (assignment_id, teacher_id, prompt, created_at, s3_image_key, s3_upload_status, image_metadata) VALUES
                ('made', 't', 'кот', 1, 'generated_images/made.webp', 'success', '{"format":"webp","model":"m","seed":7}'),
                ('brought', 't', 'кот', 2, 'generated_images/brought.webp', 'success', '{"format":"webp"}'),
                ('numbered', 't', 'кот', 3, 'generated_images/numbered.webp', 'success', '{"model":5}'),
                ('broken', 't', 'кот', 4, 'generated_images/broken.webp', 'success', 'no JSON'),
                ('bare', 't', 'кот', 5, 'no_image', 'no_image', NULL)
            """);
        using var repository = new SqliteAssignmentRepository(RecordsFile);

        Assert.Equal("made", (await repository.FindPictureAsync("кот", "m", 7, Token))?.AssignmentId);
        Assert.Equal("made", Scalar("SELECT group_concat(assignment_id) FROM assignments WHERE generation_key IS NOT NULL"));
    }

    [Fact]
    public async Task FindPictureAsync_is_answered_from_an_index()
    {
        using var repository = new SqliteAssignmentRepository(RecordsFile);
        await repository.InsertAsync(new() { AssignmentId = "a", TeacherId = "t", Prompt = "p", CreatedAt = DateTimeOffset.UnixEpoch }, Token);

        Assert.Contains(
            "USING INDEX assignments_by_generation (generation_key=?)",
            Scalar(
                """
                EXPLAIN QUERY PLAN SELECT * FROM assignments WHERE generation_key = $key AND s3_upload_status = 'success'
                ORDER BY created_at DESC, assignment_id DESC
                """,
                column: 3),
            StringComparison.Ordinal);
    }

    /// <summary>Makes the file as that version left it.</summary>
    private void Leave(int version, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={RecordsFile};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(
            $"{string.Concat(SqliteMigrations.Steps.Take(version))} PRAGMA user_version = {version}; {sql}", connection);
        command.ExecuteNonQuery();
    }

    private string Scalar(string sql, int column = 0)
    {
        using var connection = new SqliteConnection($"Data Source={RecordsFile};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        if (sql.Contains("$key", StringComparison.Ordinal))
            command.Parameters.AddWithValue("$key", "x");
        using var reader = command.ExecuteReader();
        Assert.True(reader.Read());
        var value = reader.GetString(column);
        Assert.False(reader.Read());
        return value;
    }
}
