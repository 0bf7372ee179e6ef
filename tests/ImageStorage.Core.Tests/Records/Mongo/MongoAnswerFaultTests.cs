using ImageStorage.Diagnostics;

namespace ImageStorage.Records.Mongo;

/// <summary>Answers over networks and servers in trouble.</summary>
public sealed class MongoAnswerFaultTests : IAsyncDisposable
{
    private readonly MongoStub _stub = new();
    private readonly RecordingLogger _logger = new();
    private readonly MongoConnection _connection;
    private readonly MongoAnswerRepository _repository;

    public MongoAnswerFaultTests()
    {
        _connection = new MongoConnection(_stub.Uri, "db", new MongoOptions(), _logger);
        _repository = new MongoAnswerRepository(_connection);
    }

    public static TheoryData<string, bool> BrokenConnections => new() { { "insert", false }, { "insert", true }, { "findAndModify", false }, { "findAndModify", true } };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _repository.Dispose();
        _connection.Dispose();
        await _stub.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(BrokenConnections))]
    public async Task SubmitAsync_over_a_connection_that_breaks_is_tried_again_and_counts_once(string command, bool afterwards)
    {
        _stub.Strike(command, afterwards ? MongoFault.DropAfter : MongoFault.DropBefore);

        await _repository.SubmitAsync(Submission("1", 50), Token);
        var stored = await _repository.SubmitAsync(Submission("2", 90), Token);

        Assert.Equal(command == "insert" ? (2, 1) : (1, 2), (_stub.SeenOf("insert").Count, _stub.SeenOf("findAndModify").Count));
        Assert.Equal([(2, 90)], stored.Select(answer => (answer.Attempts, answer.BestScore)));
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("findAndModify")]
    public async Task SubmitAsync_again_after_all_answers_were_lost_counts_once(string command)
    {
        if (command == "findAndModify")
            await _repository.SubmitAsync(Submission("0", 50), Token);
        _stub.Strike(command, MongoFault.DropAfter, MongoFault.DropAfter);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.SubmitAsync(Submission("1", 90), Token));
        var stored = Assert.Single(await _repository.SubmitAsync(Submission("1", 90), Token));

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (exception.Error, exception.IsTransient));
        Assert.Equal((command == "insert" ? 1 : 2, 90), (stored.Attempts, stored.BestScore));
    }

    [Fact]
    public async Task SubmitAsync_while_another_inserts_the_first_answer_counts_both()
    {
        await _repository.SubmitAsync(Submission("0", 1, "elsewhere"), Token);
        _stub.Strike("insert", MongoFault.Late(TimeSpan.FromMilliseconds(300)));

        var late = _repository.SubmitAsync(Submission("1", 60), Token);
        while (_stub.SeenOf("insert").Count < 2)
            await Task.Delay(5, Token);
        await _repository.SubmitAsync(Submission("2", 90), Token);
        var stored = Assert.Single(await late);

        Assert.Equal((2, 60, 90, "answer 2"), (stored.Attempts, stored.Score, stored.BestScore, stored.BestAnswer));
    }

    [Fact]
    public async Task SubmitAsync_while_another_stores_a_better_answer_leaves_that_the_best()
    {
        await _repository.SubmitAsync(Submission("0", 10), Token);
        _stub.Strike("findAndModify", MongoFault.Late(TimeSpan.FromMilliseconds(300)));

        var late = _repository.SubmitAsync(Submission("1", 60), Token);
        while (_stub.SeenOf("findAndModify").Count == 0)
            await Task.Delay(5, Token);
        await _repository.SubmitAsync(Submission("2", 90), Token);
        var stored = Assert.Single(await late);

        Assert.Equal((3, 60, 90, "answer 2"), (stored.Attempts, stored.Score, stored.BestScore, stored.BestAnswer));
    }

    [Fact]
    public async Task DeleteAsync_over_a_connection_that_breaks_removes_all()
    {
        await _repository.SubmitAsync(Submission("1", 50), Token);
        await _repository.SubmitAsync(Submission("1", 50, "bea"), Token);
        _stub.Strike("delete", MongoFault.DropAfter);

        await _repository.DeleteAsync("quiz", Token);

        Assert.Empty(await _repository.ListAsync("quiz", null, Token).ToListAsync(Token));
    }

    [Theory]
    [InlineData("insert")]
    [InlineData("find")]
    public async Task SubmitAsync_without_permission_is_StorageAccessDenied(string command)
    {
        _stub.Strike(command, MongoFault.Error(13, "Unauthorized"));

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.SubmitAsync(Submission("1", 50), Token));

        Assert.Equal(ImageStorageError.StorageAccessDenied, exception.Error);
        Assert.Contains("store an answer to the assignment 'quiz'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SubmitAsync_where_the_index_cannot_be_made_keeps_one_answer_to_a_question()
    {
        _stub.Strike("createIndexes", MongoFault.Error(13, "Unauthorized"));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => _repository.SubmitAsync(Submission($"{number}", number), Token)));

        Assert.Equal([(8, 7)], (await _repository.ListAsync("quiz", null, Token).ToListAsync(Token)).Select(answer => (answer.Attempts, answer.BestScore)));
        Assert.Single(_logger.Entries);
    }

    [Fact]
    public async Task Answers_and_records_share_one_client_and_each_makes_its_indexes_once()
    {
        using var records = new MongoAssignmentRepository(_connection);
        await Task.WhenAll(Enumerable.Range(0, 10).Select(async number =>
        {
            await records.FindAsync($"q{number}", Token);
            await _repository.SubmitAsync(Submission($"{number}", number), Token);
        }));

        Assert.Equal(["answers_by_student"], _stub.Collection($"db.{MongoAnswerRepository.CollectionName}").Indexes.Keys);
        Assert.Equal(5, _stub.SeenOf("createIndexes").Count);
    }

    private static AnswerSubmission Submission(string id, int score, string student = "ana") => new()
    {
        SubmissionId = id,
        AssignmentId = "quiz",
        StudentId = student,
        AnsweredAt = DateTimeOffset.UnixEpoch,
        Answers = [new("q", $"answer {id}", score)],
    };
}
