using ImageStorage.Completion;
using ImageStorage.Diagnostics;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Records;

namespace ImageStorage.Service;

/// <summary>A student's answers on the embedded store.</summary>
public sealed class CompletionServiceTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BedrockFixture _bedrock = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteAssignmentRepository _records;
    private readonly CompletionService _service;

    public CompletionServiceTests()
    {
        _database = new SqliteDatabase(_folder.File("assignments.db"));
        _records = new SqliteAssignmentRepository(_database);
        var models = TextModels.Load();
        _service = new CompletionService(
            _records, new SqliteAnswerRepository(_database), new SimilarityScorer(), id => new EmbeddingScorer(_bedrock.Calls, models.Embedding(id)),
            new QuestionGenerator(_bedrock.Calls, models), BedrockFixture.Configuration() with { ImageModelId = ImageModelId.Offline },
            new OperationRunner(_bedrock.Logger, TimeProvider.System), TimeProvider.System);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompleteAsync_gives_means_over_all_questions_and_keeps_the_best()
    {
        await InsertAsync();

        var first = await CompleteAsync(("a", "Paris"));
        var second = await CompleteAsync(("b", "Berlin"), ("a", ""));

        Assert.Equal((50.0, 50.0), (first.Score, first.BestScore));
        Assert.Equal((50.0, 100.0), (second.Score, second.BestScore));
        Assert.Equal([("a", 0, 100, 2), ("b", 100, 100, 1)], second.Answers.Select(answer => (answer.QuestionId, answer.Score, answer.BestScore, answer.Attempts)));
        Assert.Equal(2, await _service.ListAsync("quiz", "s", Token).CountAsync(Token));
    }

    [Fact]
    public async Task CompleteAsync_with_an_unknown_question_names_it_and_those_that_there_are()
    {
        await InsertAsync();

        var error = await FailAsync(() => CompleteAsync(("a", "Paris"), ("zzz", "x")));

        Assert.Equal(ImageStorageError.InvalidAnswer, error.Error);
        Assert.All(["'zzz'", "'a'", "'b'"], id => Assert.Contains(id, error.Message, StringComparison.Ordinal));
        Assert.Equal(0, await _service.ListAsync("quiz", null, Token).CountAsync(Token));
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(257, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 1, 10_001)]
    public async Task CompleteAsync_refuses_what_is_no_submission(int studentLength, int answers, int answerLength)
    {
        await InsertAsync();
        var given = Enumerable.Range(0, answers).ToDictionary(_ => "a", _ => new string('x', answerLength));

        var error = await FailAsync(() => _service.CompleteAsync(
            new CompletionRequest { AssignmentId = "quiz", StudentId = new string('s', studentLength), Answers = given }, Token));

        Assert.Equal(ImageStorageError.InvalidAnswer, error.Error);
    }

    [Fact]
    public async Task CompleteAsync_of_no_assignment_is_AssignmentNotFound() =>
        Assert.Equal(ImageStorageError.AssignmentNotFound, (await FailAsync(() => CompleteAsync(("a", "x")))).Error);

    [Fact]
    public async Task GenerateQuestionsAsync_without_a_model_says_what_to_give_when_embedded()
    {
        var error = await FailAsync(() => _service.GenerateQuestionsAsync("Numbers", null, Token));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.All(["-QuestionAnswer", "-QuestionPath", "-QuestionModelId"], name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await _bedrock.DisposeAsync();
        _records.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    private Task InsertAsync() => _records.InsertAsync(
        new Assignment
        {
            AssignmentId = "quiz",
            TeacherId = "t",
            Prompt = "Capitals",
            CreatedAt = DateTimeOffset.UnixEpoch,
            QuestionAnswers = [new("a", "Of France?", "Paris"), new("b", "Of Germany?", "Berlin")],
        },
        Token);

    private Task<CompletedAssignment> CompleteAsync(params (string Id, string Answer)[] answers) => _service.CompleteAsync(
        new CompletionRequest { AssignmentId = "quiz", StudentId = "s", Answers = answers.ToDictionary(answer => answer.Id, answer => answer.Answer) }, Token);

    private static Task<ImageStorageException> FailAsync(Func<Task> work) => Assert.ThrowsAsync<ImageStorageException>(work);
}
