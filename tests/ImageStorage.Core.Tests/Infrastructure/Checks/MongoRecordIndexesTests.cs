using ImageStorage.Diagnostics;
using ImageStorage.Records.Mongo;
using ImageStorage.Testing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The collections' indexes in mongod.</summary>
public sealed class MongoRecordIndexesTests(MongodServer server) : IAsyncLifetime
{
    private readonly string _database = "test_" + Guid.NewGuid().ToString("N");
    private string _uri = "";
    private MongoClient? _client;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _uri = await server.RequireAsync();
        _client = new MongoClient(_uri);
    }

    public async ValueTask DisposeAsync()
    {
        if (_client is null)
            return;
        await _client.DropDatabaseAsync(_database, CancellationToken.None);
        _client.Dispose();
    }

    [Fact]
    public async Task FindAsync_finds_all_that_the_repositories_made()
    {
        await UseAsync();

        var found = await Open().FindAsync(Token);

        Assert.Equal(
            ["answers_by_student", "assignments_by_generation", "assignments_by_id", "assignments_by_teacher", "assignments_by_time"],
            found.Order());
    }

    [Fact]
    public async Task FindAsync_before_the_first_document_misses_nothing() => Assert.Empty(await MissingAsync());

    [Fact]
    public async Task FindAsync_takes_an_index_under_another_name()
    {
        await UseAsync();
        await Collection("student_answers").Indexes.DropOneAsync("answers_by_student", Token);
        await Collection("student_answers").Indexes.CreateOneAsync(
            new CreateIndexModel<BsonDocument>(
                BsonDocument.Parse("{ assignment_id: 1, student_id: 1, question_id: 1 }"), new CreateIndexOptions { Name = "by_hand" }),
            cancellationToken: Token);

        Assert.Empty(await MissingAsync());
    }

    [Theory]
    [InlineData("assignments", "assignments_by_generation")]
    [InlineData("assignments", "assignments_by_teacher")]
    [InlineData("student_answers", "answers_by_student")]
    public async Task FindAsync_misses_one_that_was_dropped(string collection, string name)
    {
        await UseAsync();
        await Collection(collection).Indexes.DropOneAsync(name, Token);

        Assert.Equal([name], await MissingAsync());
    }

    private MongoRecordIndexes Open(MongoOptions? options = null) => new(_uri, _database, options ?? new MongoOptions());

    /// <summary>Stores nothing, but makes the collections as the first question to them does.</summary>
    private async Task UseAsync()
    {
        using var connection = new MongoConnection(_uri, _database, new MongoOptions(), new RecordingLogger());
        using var records = new MongoAssignmentRepository(connection);
        using var answers = new MongoAnswerRepository(connection);
        await records.FindAsync("none", Token);
        await foreach (var _ in answers.ListAsync("none", null, Token))
            break;
    }

    private async Task<IEnumerable<string>> MissingAsync()
    {
        var indexes = Open();
        return indexes.Expected.Except(await indexes.FindAsync(Token));
    }

    private IMongoCollection<BsonDocument> Collection(string name) => _client!.GetDatabase(_database).GetCollection<BsonDocument>(name);
}
