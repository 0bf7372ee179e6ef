using ImageStorage.Diagnostics;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>What the MongoDB store of answers owes beside the common contract; an adapter brings the server.</summary>
public abstract class MongoAnswerRepositoryContract : AnswerRepositoryContract, IAsyncLifetime
{
    private readonly string _database = "test_" + Guid.NewGuid().ToString("N");
    private MongoConnection? _connection;
    private MongoAnswerRepository? _repository;
    private MongoClient? _client;

    protected override IAnswerRepository Repository => _repository!;

    protected override int Cases => 30;

    protected override ImageStorageError? ErrorOfSeventeenMegabytes => ImageStorageError.AssignmentTooLarge;

    private IMongoCollection<BsonDocument> Collection => _client!.GetDatabase(_database).GetCollection<BsonDocument>("student_answers");

    public async ValueTask InitializeAsync()
    {
        var uri = await UriAsync();
        _client = new MongoClient(uri);
        _connection = new MongoConnection(uri, _database, new MongoOptions(), new RecordingLogger());
        _repository = new MongoAnswerRepository(_connection);
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_client is not null)
        {
            await _client.DropDatabaseAsync(_database, Token);
            _client.Dispose();
        }

        _repository?.Dispose();
        _connection?.Dispose();
        await EndAsync();
    }

    protected abstract Task<string> UriAsync();

    protected virtual ValueTask EndAsync() => default;

    [Fact]
    public async Task SubmitAsync_writes_the_fields_as_others_read_them()
    {
        var submission = Submission(new ScoredAnswer("q", "Paris", 90));
        await Repository.SubmitAsync(submission, Token);

        var expected = BsonDocument.Parse(
            $$"""
            {
                "_id": { "assignment_id": "quiz", "student_id": "ana", "question_id": "q" },
                "assignment_id": "quiz", "student_id": "ana", "question_id": "q", "answer": "Paris", "score": { "$numberLong": "90" },
                "answered_at": 1790856000.0, "submission_id": "{{submission.SubmissionId}}",
                "best_answer": "Paris", "best_score": { "$numberLong": "90" }, "attempts": { "$numberLong": "1" }
            }
            """);
        using var found = await Collection.FindAsync(new BsonDocument(), cancellationToken: Token);
        Assert.Equal(expected, await found.SingleAsync(Token));
    }

    [Fact]
    public async Task SubmitAsync_over_an_answer_of_others_without_a_best_score_leaves_their_fields()
    {
        await Collection.InsertOneAsync(
            BsonDocument.Parse("""{ "assignment_id": "quiz", "student_id": "ana", "question_id": "q", "answer": "theirs", "grade": "4b" }"""), cancellationToken: Token);

        var worst = await SubmitAsync("worst", 0);
        var better = await SubmitAsync("better", 10);

        Assert.Equal((1, 2, "better", 10), (worst.Attempts, better.Attempts, better.BestAnswer, better.BestScore));
        using var found = await Collection.FindAsync(new BsonDocument(), cancellationToken: Token);
        Assert.Equal("4b", (await found.SingleAsync(Token))["grade"]);
    }

    [Fact]
    public async Task ListAsync_of_an_answer_with_a_value_of_the_wrong_kind_names_student_question_and_field()
    {
        await Collection.InsertOneAsync(
            BsonDocument.Parse("""{ "assignment_id": "quiz", "student_id": "ana", "question_id": "q", "score": "good" }"""), cancellationToken: Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => AllAsync());

        Assert.Contains("score", exception.Message, StringComparison.Ordinal);
        Assert.Contains("student 'ana' to question 'q' of assignment", exception.Message, StringComparison.Ordinal);
    }
}
