using ImageStorage.Completion.Questions;
using ImageStorage.Completion.Scoring;
using ImageStorage.Diagnostics;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Records.Sqlite;
using ImageStorage.Testing.Bedrock;
using ImageStorage.Pairing;

namespace ImageStorage.Completion;

/// <summary>A student's answers on the embedded store.</summary>
public sealed class CompletionServiceTests : IAsyncDisposable
{
    private const string Titan = "amazon.titan-embed-text-v2:0";

    private readonly TemporaryFolder _folder = new();
    private readonly BedrockFixture _bedrock = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteAssignmentRepository _records;
    private readonly SqliteAnswerRepository _answers;
    private readonly CompletionService _service;

    public CompletionServiceTests()
    {
        _database = new SqliteDatabase(_folder.File("assignments.db"));
        _records = new SqliteAssignmentRepository(_database);
        _answers = new SqliteAnswerRepository(_database);
        _service = Compose(new SimilarityScorer());
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CompleteAsync_with_half_of_a_character_is_InvalidAnswer(bool ofStudent)
    {
        await InsertAsync();
        var half = "🪁"[..1];

        var error = await FailAsync(() => _service.CompleteAsync(
            new CompletionRequest
            {
                AssignmentId = "quiz",
                StudentId = ofStudent ? half : "s",
                Answers = new Dictionary<string, string> { ["a"] = ofStudent ? "x" : half },
            },
            Token));

        Assert.Equal(ImageStorageError.InvalidAnswer, error.Error);
    }

    [Fact]
    public async Task CompleteAsync_with_an_embeddings_model_stores_the_scores_of_its_vectors()
    {
        await InsertAsync();
        _bedrock.Stub.Program = (request, _) => BedrockAnswer.TitanEmbedding(BedrockFixture.Json(request).GetProperty("inputText").GetString() switch
        {
            "Paris" => [1, 0, .. new float[1022]],
            _ => [3, 4, .. new float[1022]],
        });

        var completed = await CompleteAsync(_service, Titan, ("a", "the capital on the Seine"), ("b", "berlin!"));

        Assert.Equal((80.0, 80.0), (completed.Score, completed.BestScore));
        Assert.Equal(
            [("a", 60), ("b", 100)], await _service.ListAsync("quiz", "s", Token).Select(answer => (answer.QuestionId, answer.BestScore)).ToListAsync(Token));
        // The second says the same without a model.
        Assert.Equal(2, _bedrock.Stub.Requests.Count);
        Assert.Empty(_bedrock.Stub.Problems);
    }

    [Fact]
    public async Task CompleteAsync_whose_model_is_throttled_stores_nothing_and_takes_the_same_answers_later()
    {
        await InsertAsync();
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Error(429, "ThrottlingException"));

        var error = await FailAsync(() => CompleteAsync(_service, Titan, ("a", "the capital on the Seine")));

        Assert.Equal(ImageStorageError.GenerationThrottled, error.Error);
        Assert.Equal(0, await _service.ListAsync("quiz", null, Token).CountAsync(Token));
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.TitanEmbedding([1, 0, .. new float[1022]]));
        var stored = Assert.Single((await CompleteAsync(_service, Titan, ("a", "the capital on the Seine"))).Answers);
        Assert.Equal((100, 1), (stored.Score, stored.Attempts));
    }

    [Fact]
    public async Task CompleteAsync_with_an_unknown_embeddings_model_names_those_that_are_known_and_stores_nothing()
    {
        await InsertAsync();

        var error = await FailAsync(() => CompleteAsync(_service, "no-such-model", ("a", "Paris")));

        Assert.Equal(ImageStorageError.ModelUnavailable, error.Error);
        Assert.Contains(Titan, error.Message, StringComparison.Ordinal);
        Assert.Equal(0, await _service.ListAsync("quiz", null, Token).CountAsync(Token));
    }

    [Fact]
    public async Task CompleteAsync_of_an_assignment_that_is_removed_while_the_answers_are_scored_leaves_none()
    {
        await InsertAsync();
        // Removal deletes the record first, then the answers: both before these are stored.
        var service = Compose(new SlowScorer(async () =>
        {
            await _records.DeleteAsync("quiz", Token);
            await _answers.DeleteAsync("quiz", Token);
        }));

        var error = await FailAsync(() => CompleteAsync(service, null, ("a", "Paris")));

        Assert.Equal(ImageStorageError.AssignmentNotFound, error.Error);
        await InsertAsync();
        Assert.Equal(0, await service.ListAsync("quiz", null, Token).CountAsync(Token));
    }

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

    private CompletionService Compose(IAnswerScorer similarity)
    {
        var models = TextModels.Load();
        return new CompletionService(
            _records, _answers, similarity, id => new EmbeddingScorer(_bedrock.Calls, models.Embedding(id)),
            new QuestionGenerator(_bedrock.Calls, models), new FittingPair(), BedrockFixture.Configuration() with { ImageModelId = ImageModelId.Offline },
            new OperationRunner(_bedrock.Logger, TimeProvider.System), TimeProvider.System);
    }

    private Task<CompletedAssignment> CompleteAsync(params (string Id, string Answer)[] answers) => CompleteAsync(_service, null, answers);

    private static Task<CompletedAssignment> CompleteAsync(CompletionService service, string? modelId, params (string Id, string Answer)[] answers) =>
        service.CompleteAsync(
            new CompletionRequest
            {
                AssignmentId = "quiz",
                StudentId = "s",
                ModelId = modelId,
                Answers = answers.ToDictionary(answer => answer.Id, answer => answer.Answer),
            },
            Token);

    private static Task<ImageStorageException> FailAsync(Func<Task> work) => Assert.ThrowsAsync<ImageStorageException>(work);

    /// <summary>Something happens while it scores.</summary>
    private sealed class SlowScorer(Func<Task> meanwhile) : IAnswerScorer
    {
        public async Task<IReadOnlyList<int>> ScoreAsync(IReadOnlyList<AnswerPair> answers, CancellationToken cancellationToken)
        {
            await meanwhile();
            return await new SimilarityScorer().ScoreAsync(answers, cancellationToken);
        }
    }
}
