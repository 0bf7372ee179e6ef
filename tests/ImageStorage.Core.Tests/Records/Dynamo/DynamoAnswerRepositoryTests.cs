using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Records.Dynamo;

public sealed class DynamoAnswerRepositoryTests(MotoServer moto) : AnswerRepositoryContract, IAsyncLifetime
{
    private MotoTable _table = null!;
    private AtomicDynamoDBClient _client = null!;

    protected override IAnswerRepository Repository => _table.OpenAnswers(_client);

    protected override int Cases => 20;

    protected override ImageStorageError? ErrorOfSeventeenMegabytes => ImageStorageError.AssignmentTooLarge;

    public async ValueTask InitializeAsync()
    {
        _table = await MotoTable.CreateAsync(moto);
        await _table.CreateAnswersAsync();
        _client = new AtomicDynamoDBClient(_table.Endpoint);
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _table?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task SubmitAsync_writes_the_attributes_as_others_read_them()
    {
        var submission = Submission(new ScoredAnswer("q", "Paris", 90));
        await Repository.SubmitAsync(submission, Token);

        var item = (await _table.Client.ScanAsync(new() { TableName = _table.Name + "-answers" }, Token)).Items.Single();

        Assert.Equal(
            ["answer", "answer_id", "answered_at", "assignment_id", "attempts", "best_answer", "best_score", "question_id", "score", "student_id", "submission_id"],
            item.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("quiz", "ana\0\0q", "ana", "q"), (item["assignment_id"].S, item["answer_id"].S, item["student_id"].S, item["question_id"].S));
        Assert.Equal(("Paris", "90", "1790856000", "1"), (item["answer"].S, item["score"].N, item["answered_at"].N, item["attempts"].N));
        Assert.Equal(("Paris", "90", submission.SubmissionId), (item["best_answer"].S, item["best_score"].N, item["submission_id"].S));
    }

    [Fact]
    public async Task SubmitAsync_of_a_first_or_better_answer_is_one_request_and_of_a_worse_one_two()
    {
        await using var proxy = new FaultProxy(_table.Endpoint);
        using var client = new AtomicDynamoDBClient(proxy.Endpoint);
        var repository = _table.OpenAnswers(client);

        await repository.SubmitAsync(Submission(new ScoredAnswer("q", "a", 10)), Token);
        await repository.SubmitAsync(Submission(new ScoredAnswer("q", "b", 20)), Token);
        Assert.Equal(2, proxy.Requests.Count);

        await repository.SubmitAsync(Submission(new ScoredAnswer("q", "c", 5)), Token);
        Assert.Equal(4, proxy.Requests.Count);
    }

    [Fact]
    public async Task SubmitAsync_over_an_item_of_others_without_a_best_score_leaves_their_attributes()
    {
        await _table.Client.PutItemAsync(
            _table.Name + "-answers",
            new()
            {
                ["assignment_id"] = new() { S = "quiz" },
                ["answer_id"] = new() { S = "ana\0\0q" },
                ["grade"] = new() { S = "4b" },
            },
            Token);

        var worst = await SubmitAsync("worst", 0);
        var better = await SubmitAsync("better", 10);

        Assert.Equal((1, 2, "better", 10), (worst.Attempts, better.Attempts, better.BestAnswer, better.BestScore));
        var item = (await _table.Client.ScanAsync(new() { TableName = _table.Name + "-answers" }, Token)).Items.Single();
        Assert.Equal("4b", item["grade"].S);
    }

    [Theory]
    [InlineData(1100, 1)]
    [InlineData(3, 210_000)]
    public async Task SubmitAsync_of_more_than_DynamoDB_takes_is_AssignmentTooLarge_and_stores_nothing(int questionId, int answer)
    {
        var large = new ScoredAnswer(new string('q', questionId), new string('a', answer), 1);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => Repository.SubmitAsync(Submission(new("first", "x", 1), large), Token));

        Assert.Equal(ImageStorageError.AssignmentTooLarge, exception.Error);
        Assert.Contains("400 KB", exception.Message, StringComparison.Ordinal);
        Assert.Contains("1 KB for the ids", exception.Message, StringComparison.Ordinal);
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task SubmitAsync_of_the_longest_student_id_of_any_script_is_stored()
    {
        var student = new string('灯', 256);
        await Repository.SubmitAsync(Submission(new ScoredAnswer("q", "x", 1)) with { StudentId = student }, Token);

        Assert.Equal(student, Assert.Single(await AllAsync("quiz", student)).StudentId);
    }
}
