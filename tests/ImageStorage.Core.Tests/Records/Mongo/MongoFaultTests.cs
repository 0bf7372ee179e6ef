using System.Diagnostics;
using ImageStorage.Diagnostics;
using ImageStorage.Testing;
using MongoDB.Bson;

namespace ImageStorage.Records.Mongo;

/// <summary>Networks and clusters in trouble, which no healthy server shows.</summary>
public sealed class MongoFaultTests : IAsyncDisposable
{
    private static readonly MongoOptions Hasty = new()
    {
        ServerSelection = TimeSpan.FromSeconds(2),
        Answer = TimeSpan.FromMilliseconds(300),
        Operation = TimeSpan.FromSeconds(3),
    };

    private readonly MongoStub _stub = new();
    private readonly RecordingLogger _logger = new();
    private readonly MongoAssignmentRepository _repository;

    public MongoFaultTests() => _repository = new MongoAssignmentRepository(_stub.Uri, "db", new MongoOptions(), _logger);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _repository.Dispose();
        await _stub.DisposeAsync();
    }

    [Fact]
    public async Task FindAsync_over_a_connection_that_breaks_is_tried_again()
    {
        await _repository.InsertAsync(Sample(), Token);
        _stub.Strike("find", MongoFault.DropBefore);

        Assert.NotNull(await _repository.FindAsync("a", Token));
        Assert.Equal(2, _stub.SeenOf("find").Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task InsertAsync_over_a_connection_that_breaks_adds_the_record_once(bool afterwards)
    {
        _stub.Strike("insert", Drop(afterwards));

        await _repository.InsertAsync(Sample(), Token);

        Assert.Equal(2, _stub.SeenOf("insert").Count);
        Assert.Single((await _repository.ListAsync(new AssignmentQuery(), Token)).Items);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UpdateAsync_over_a_connection_that_breaks_writes_once_and_is_no_conflict(bool afterwards)
    {
        await _repository.InsertAsync(Sample(), Token);
        _stub.Strike("update", Drop(afterwards));

        await _repository.UpdateAsync(Sample(), Sample() with { Prompt = "new" }, Token);

        var stored = (await _repository.FindAsync("a", Token))!;
        Assert.Equal(("new", 1), (stored.Prompt, stored.Revision));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task DeleteAsync_over_a_connection_that_breaks_tells_that_there_was_a_record(bool afterwards)
    {
        await _repository.InsertAsync(Sample(), Token);
        _stub.Strike("delete", Drop(afterwards));

        Assert.True(await _repository.DeleteAsync("a", Token));
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("find")]
    [InlineData("update")]
    [InlineData("delete")]
    public async Task Any_call_over_connections_that_keep_breaking_is_StorageUnavailable_and_transient(string command)
    {
        _stub.Strike(command, MongoFault.DropBefore, MongoFault.DropBefore, MongoFault.DropBefore);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => CallAsync(_repository, command));

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (exception.Error, exception.IsTransient));
        Assert.Contains("broke off the connection", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InsertAsync_after_the_primary_stepped_down_goes_to_the_next()
    {
        _stub.Strike("insert", MongoFault.NotWritablePrimary);

        await _repository.InsertAsync(Sample(), Token);

        Assert.NotNull(await _repository.FindAsync("a", Token));
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("update")]
    [InlineData("delete")]
    public async Task A_write_without_any_primary_is_StorageUnavailable_and_transient(string command)
    {
        _stub.Strike(command, MongoFault.NotWritablePrimary, MongoFault.NotWritablePrimary);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => CallAsync(_repository, command));

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (exception.Error, exception.IsTransient));
        Assert.Contains("no primary server", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InsertAsync_that_no_majority_confirms_is_StorageUnavailable_and_transient()
    {
        _stub.Strike("insert", MongoFault.NoMajority());

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.InsertAsync(Sample(), Token));

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (exception.Error, exception.IsTransient));
        Assert.Contains("majority", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_of_a_server_that_stops_answering_is_StorageUnavailable_after_the_retry()
    {
        using var hasty = new MongoAssignmentRepository(_stub.Uri, "db", Hasty, _logger);
        var late = MongoFault.Late(TimeSpan.FromSeconds(20));
        _stub.Strike("find", late, late, late);

        var started = Stopwatch.GetTimestamp();
        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => hasty.FindAsync("a", Token));

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (exception.Error, exception.IsTransient));
        Assert.Contains("did not answer in time", exception.Message, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.5, 10);
    }

    [Fact]
    public async Task FindAsync_that_takes_longer_than_an_operation_may_is_StorageTimeout()
    {
        using var hasty = new MongoAssignmentRepository(_stub.Uri, "db", Hasty with { Answer = TimeSpan.FromMinutes(1), Operation = TimeSpan.FromSeconds(1) }, _logger);
        _stub.Strike("find", MongoFault.Late(TimeSpan.FromSeconds(20)));

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => hasty.FindAsync("a", Token));

        Assert.Equal((ImageStorageError.StorageTimeout, true), (exception.Error, exception.IsTransient));
    }

    [Fact]
    public async Task FindAsync_that_waits_stops_soon_after_the_cancellation()
    {
        await _repository.FindAsync("a", Token);
        _stub.Strike("find", MongoFault.Late(TimeSpan.FromSeconds(20)));
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        var started = Stopwatch.GetTimestamp();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _repository.FindAsync("a", cancellation.Token));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Promptness.Limit);
    }

    [Fact]
    public async Task Indexes_are_made_once_however_many_calls_come_at_the_same_time()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => _repository.FindAsync($"q{number}", Token)));

        Assert.Equal(
            ["assignments_by_generation", "assignments_by_id", "assignments_by_teacher", "assignments_by_time"], _stub.Collection("db.assignments").Indexes.Keys.Order());
        Assert.Equal(4, _stub.SeenOf("createIndexes").Count);
    }

    [Theory]
    [InlineData(13, "Unauthorized")]
    [InlineData(85, "IndexOptionsConflict")]
    [InlineData(86, "IndexKeySpecsConflict")]
    [InlineData(11000, "DuplicateKey")]
    public async Task Indexes_that_cannot_be_made_are_logged_and_no_error(int code, string name)
    {
        var refused = MongoFault.Error(code, name);
        _stub.Strike("createIndexes", refused, refused, refused, refused);

        await _repository.InsertAsync(Sample(), Token);

        Assert.NotNull(await _repository.FindAsync("a", Token));
        Assert.Equal(4, _logger.Entries.Count);
    }

    [Fact]
    public async Task Indexes_that_a_broken_connection_prevented_are_made_by_the_next_call()
    {
        _stub.Strike("createIndexes", MongoFault.DropBefore);
        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.FindAsync("a", Token));

        await _repository.FindAsync("a", Token);

        Assert.True(exception.IsTransient);
        Assert.Equal(4, _stub.Collection("db.assignments").Indexes.Count);
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("find")]
    [InlineData("update")]
    [InlineData("delete")]
    public async Task Any_call_that_the_user_has_no_permission_for_is_StorageAccessDenied(string command)
    {
        _stub.Strike(command, MongoFault.Error(13, "Unauthorized"));

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => CallAsync(_repository, command));

        Assert.Equal((ImageStorageError.StorageAccessDenied, false), (exception.Error, exception.IsTransient));
        Assert.Contains("Unauthorized", exception.LogDetail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_StorageAccessDenied_and_told_nowhere()
    {
        _stub.Strike("saslStart", [.. Enumerable.Repeat(MongoFault.Error(18, "AuthenticationFailed"), 9)]);
        using var repository = new MongoAssignmentRepository(_stub.UriOf("ana:s3cret-pass@"), "db", new MongoOptions(), _logger);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => repository.FindAsync("a", Token));

        Assert.Equal((ImageStorageError.StorageAccessDenied, false), (exception.Error, exception.IsTransient));
        Assert.DoesNotContain("s3cret-pass", exception + exception.LogDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mongodb://ana:s3cret-pass@127.0.0.1:1/", "refused the connection")]
    [InlineData("mongodb://ana:s3cret-pass@no-such-host.invalid/", "could not be found by its name")]
    [InlineData("mongodb+srv://ana:s3cret-pass@db.no-such-host.invalid/", "DNS returned no MongoDB server")]
    public async Task A_server_that_is_away_at_the_start_is_StorageUnavailable_within_ten_seconds(string uri, string says)
    {
        using var repository = new MongoAssignmentRepository(uri, "db", new MongoOptions(), _logger);

        var started = Stopwatch.GetTimestamp();
        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => repository.FindAsync("a", Token));

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 10);
        Assert.Equal((ImageStorageError.StorageUnavailable, true), (exception.Error, exception.IsTransient));
        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-pass", exception + exception.LogDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mongodb://ana:s3cret-pass@h/?retryWrites=perhaps")]
    [InlineData("mongodb://ana:s3cret-pass@h:port/")]
    [InlineData("mongodb://ana:s3cret-p%ss@h/")]
    [InlineData("mongodb://ana:s3cret-pass@h/?authMechanism=NONE-SUCH")]
    [InlineData("mongodb+srv://ana:s3cret-pass@h1,h2/")]
    [InlineData("mongodb://ana:s3cret-pass@h1,h2/?directConnection=true")]
    [InlineData("s3cret-pass")]
    public async Task A_connection_string_that_cannot_be_read_is_ConfigurationInvalid_and_told_nowhere(string uri)
    {
        using var repository = new MongoAssignmentRepository(uri, "db", new MongoOptions(), _logger);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => repository.FindAsync("a", Token));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, exception.Error);
        Assert.Contains("MONGO_URI", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-p", exception + exception.LogDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("&w=1")]
    [InlineData("&w=0")]
    public async Task Writes_ask_for_a_majority_and_can_be_retried_whatever_the_connection_string_says(string option)
    {
        using var repository = new MongoAssignmentRepository(_stub.Uri + option, "db", new MongoOptions(), _logger);
        await repository.InsertAsync(Sample(), Token);
        await repository.UpdateAsync(Sample(), Sample() with { Prompt = "new" }, Token);
        await repository.DeleteAsync("a", Token);

        foreach (var command in new[] { "insert", "update", "delete" })
        {
            var seen = Assert.Single(_stub.SeenOf(command));
            Assert.Equal("majority", seen["writeConcern"]["w"]);
            Assert.True(seen.Contains("txnNumber"));
        }
    }

    [Fact]
    public async Task UpdateAsync_sends_the_changed_fields_alone()
    {
        await _repository.InsertAsync(Sample(), Token);
        await _repository.UpdateAsync(Sample(), Sample() with { CloudFrontUrl = "https://x", S3UploadAttempts = 2 }, Token);

        var update = Assert.Single(_stub.SeenOf("update"))["updates"][0];

        Assert.Equal(
            new BsonDocument("$set", new BsonDocument { { "cloudfront_url", "https://x" }, { "s3_upload_attempts", 2L }, { "revision", 1L } }),
            update["u"]);
    }

    [Fact]
    public async Task UpdateAsync_while_another_application_writes_the_first_metadata_is_AssignmentConflict()
    {
        await _repository.InsertAsync(Sample(), Token);
        var metadata = new ImageMetadata { OriginalSizeBytes = 2, OptimizedSizeBytes = 1, CompressionRatio = 0.5, Format = "webp", Dimensions = "1x1" };
        _stub.Strike("update", MongoFault.Late(TimeSpan.FromMilliseconds(300)));

        var updating = _repository.UpdateAsync(Sample(), Sample() with { ImageMetadata = metadata }, Token);
        while (_stub.SeenOf("update").Count == 0)
            await Task.Delay(5, Token);
        _stub.Collection("db.assignments").Update(
            [BsonDocument.Parse("""{ "q": { "assignment_id": "a" }, "u": { "$set": { "image_metadata": { "alt": "a cat" } } } }""")]);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => updating);
        Assert.Equal(ImageStorageError.AssignmentConflict, exception.Error);
    }

    private static MongoFault Drop(bool afterwards) => afterwards ? MongoFault.DropAfter : MongoFault.DropBefore;

    private static Assignment Sample() =>
        new() { AssignmentId = "a", TeacherId = "t", Prompt = "p", CreatedAt = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero) };

    private static Task CallAsync(MongoAssignmentRepository repository, string command) => command switch
    {
        "insert" => repository.InsertAsync(Sample(), Token),
        "find" => repository.FindAsync("a", Token),
        "update" => repository.UpdateAsync(Sample(), Sample() with { Prompt = "new" }, Token),
        "delete" => repository.DeleteAsync("a", Token),
        _ => throw new ArgumentOutOfRangeException(nameof(command)),
    };
}
