using System.Text.Json.Nodes;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Records.Dynamo;

/// <summary>What can go wrong between the answers and DynamoDB, on the wire, with the retries on.</summary>
public sealed class DynamoAnswerFaultTests(MotoServer moto) : IAsyncLifetime
{
    private readonly SkippingTimeProvider _time = new(TimeSpan.FromSeconds(8));
    private MotoTable _table = null!;
    private FaultProxy _proxy = null!;
    private AtomicDynamoDBClient _client = null!;
    private DynamoAnswerRepository _repository = null!;

    public async ValueTask InitializeAsync()
    {
        _table = await MotoTable.CreateAsync(moto);
        await _table.CreateAnswersAsync();
        _proxy = new FaultProxy(_table.Endpoint);
        _client = new AtomicDynamoDBClient(_proxy.Endpoint);
        _repository = _table.OpenAnswers(_client, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _table?.Dispose();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
    }

    [Theory]
    [InlineData(90)]
    [InlineData(10)]
    public async Task Submit_whose_answer_was_lost_counts_once(int score)
    {
        await _repository.SubmitAsync(Submission("0", 50), default);
        // A worse score is refused as the best first: it is the second request whose answer is lost.
        _proxy.FailInOrder(score > 50 ? [Fault.DropAnswer] : [Fault.None, Fault.DropAnswer]);

        var stored = Assert.Single(await _repository.SubmitAsync(Submission("1", score), default));

        Assert.Equal((2, score, Math.Max(50, score)), (stored.Attempts, stored.Score, stored.BestScore));
    }

    [Fact]
    public async Task Submit_again_after_all_answers_were_lost_counts_once()
    {
        _proxy.FailInOrder(Fault.DropAnswer, Fault.DropAnswer, Fault.DropAnswer);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.SubmitAsync(Submission("1", 50), default));
        var stored = Assert.Single(await _repository.SubmitAsync(Submission("1", 50), default));

        Assert.Equal((ImageStorageError.StorageUnavailable, 3, 1), (error.Error, error.Attempts, stored.Attempts));
    }

    [Fact]
    public async Task Delete_tries_again_what_a_busy_table_left_undone()
    {
        foreach (var student in new[] { "ana", "bea" })
            await _repository.SubmitAsync(Submission("1", 50, student), default);
        _proxy.FailInOrder(Fault.None, Undone("ana", "bea"));

        await _repository.DeleteAsync("quiz", default);

        Assert.Empty(await _repository.ListAsync("quiz", null, default).ToListAsync());
        Assert.Equal(2, _proxy.Requests.Count(request => request.Header("X-Amz-Target").Single() == "DynamoDB_20120810.BatchWriteItem"));
    }

    [Fact]
    public async Task Delete_on_a_table_that_stays_busy_is_StorageUnavailable_after_three_attempts()
    {
        await _repository.SubmitAsync(Submission("1", 50), default);
        _proxy.FailInOrder(Fault.None, Undone("ana"), Undone("ana"), Undone("ana"));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.DeleteAsync("quiz", default));

        Assert.Equal((ImageStorageError.StorageUnavailable, 3), (error.Error, error.Attempts));
        Assert.Contains("too busy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_call_without_the_table_is_ConfigurationInvalid_and_names_it_and_its_keys()
    {
        var repository = _table.OpenAnswers(_client, _time, "missing");
        foreach (var call in new Func<Task>[]
        {
            () => repository.SubmitAsync(Submission("1", 50), default),
            () => repository.ListAsync("quiz", null, default).ToListAsync().AsTask(),
            () => repository.DeleteAsync("quiz", default),
        })
        {
            var error = await Assert.ThrowsAsync<ImageStorageException>(call);
            Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
            Assert.Contains("There is no table 'missing-answers'", error.Message, StringComparison.Ordinal);
            Assert.Contains("the partition key 'assignment_id' and the sort key 'answer_id' (both strings)", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Submit_to_a_table_with_another_key_is_ConfigurationInvalid_and_names_the_key()
    {
        var repository = new DynamoAnswerRepository(
            _client, _table.Name, new ResilientCalls("record store", NullLogger.Instance, _time));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => repository.SubmitAsync(Submission("1", 50), default));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains("'answer_id'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submit_without_permission_is_StorageAccessDenied()
    {
        _proxy.Program = _ => Fault.Answer(
            400, """{"__type":"com.amazonaws.dynamodb.v20120810#AccessDeniedException","message":"no"}""", "application/x-amz-json-1.0");

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.SubmitAsync(Submission("1", 50), default));

        Assert.Equal(ImageStorageError.StorageAccessDenied, error.Error);
        Assert.Contains("not allowed to write answers in the table", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The answer to a batch of which nothing was done.</summary>
    private Fault Undone(params string[] students)
    {
        var requests = students.Select(student => new JsonObject
        {
            ["DeleteRequest"] = new JsonObject
            {
                ["Key"] = new JsonObject
                {
                    ["assignment_id"] = new JsonObject { ["S"] = "quiz" },
                    ["answer_id"] = new JsonObject { ["S"] = student + "\0\0q" },
                },
            },
        });
        var answer = new JsonObject { ["UnprocessedItems"] = new JsonObject { [_table.Name + "-answers"] = new JsonArray([.. requests]) } };
        return Fault.Answer(200, answer.ToJsonString(), "application/x-amz-json-1.0");
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
