using System.Diagnostics;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Aws;
using ImageStorage.Objects.S3;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Records.Dynamo;

/// <summary>What can go wrong between the repository and DynamoDB, on the wire, with the retries on.</summary>
public sealed class DynamoFaultTests(MotoServer moto) : IAsyncLifetime
{
    private static readonly Assignment Quiz = new() { AssignmentId = "quiz", TeacherId = "t", Prompt = "p", CreatedAt = DateTimeOffset.UnixEpoch };

    private readonly SkippingTimeProvider _time = new(TimeSpan.FromSeconds(8));
    private MotoTable _table = null!;
    private FaultProxy _proxy = null!;
    private DynamoAssignmentRepository _repository = null!;

    public async ValueTask InitializeAsync()
    {
        _table = await MotoTable.CreateAsync(moto);
        _proxy = new FaultProxy(_table.Endpoint);
        _repository = _table.Open(_proxy.Endpoint, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _repository?.Dispose();
        _table?.Dispose();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
    }

    public static TheoryData<string, Fault> TransientFaults => new()
    {
        { "reset in the request", Fault.ResetInRequest },
        { "500", Answer(500, "InternalServerError") },
        { "503 of a proxy", Fault.Answer(503, "<html>Busy</html>", "text/html") },
        { "throughput", Answer(400, "ProvisionedThroughputExceededException") },
        { "throttling", Answer(400, "ThrottlingException") },
        { "limit", Answer(400, "RequestLimitExceeded") },
    };

    public static TheoryData<string, Fault, ImageStorageError, string> LastingFaults => new()
    {
        { "access", Answer(400, "AccessDeniedException"), ImageStorageError.StorageAccessDenied, "not allowed to write records" },
        { "token", Answer(400, "ExpiredTokenException"), ImageStorageError.CredentialsNotFound, "aws sso login" },
        { "key id", Answer(400, "UnrecognizedClientException"), ImageStorageError.CredentialsNotFound, "-ProfileName" },
        { "table", Answer(400, "ResourceNotFoundException"), ImageStorageError.ConfigurationInvalid, "There is no table 'test-" },
        { "size", Answer(400, "ValidationException", "Item size has exceeded the maximum allowed size"), ImageStorageError.AssignmentTooLarge, "400 KB" },
        { "request size", Fault.Answer(413, "", "text/plain"), ImageStorageError.AssignmentTooLarge, "400 KB" },
        { "other", Answer(400, "ValidationException", "No."), ImageStorageError.StorageUnavailable, "ValidationException" },
    };

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Insert_through_two_transient_faults_succeeds_at_the_third_attempt(string name, Fault fault)
    {
        _proxy.FailInOrder(fault, fault);

        await _repository.InsertAsync(Quiz, default);

        Assert.Equal((name, 3, "p"), (name, _proxy.Requests.Count, (await _table.ItemAsync("quiz"))["prompt"].S));
    }

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Find_that_always_meets_a_transient_fault_is_StorageUnavailable_after_three_attempts(string name, Fault fault)
    {
        _proxy.Program = _ => fault;

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.FindAsync("quiz", default));

        Assert.Equal((name, ImageStorageError.StorageUnavailable, 3, 3), (name, error.Error, error.Attempts, _proxy.Requests.Count));
    }

    [Theory]
    [MemberData(nameof(LastingFaults))]
    public async Task Insert_that_meets_a_lasting_fault_has_its_error_after_one_attempt(string name, Fault fault, ImageStorageError expected, string says)
    {
        _proxy.Program = _ => fault;

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.InsertAsync(Quiz, default));

        Assert.Equal((name, expected, 1), (name, error.Error, error.Attempts));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Insert_whose_answer_was_lost_succeeds()
    {
        _proxy.FailInOrder(Fault.DropAnswer);

        await _repository.InsertAsync(Quiz, default);

        Assert.Equal(2, _proxy.Requests.Count);
    }

    [Fact]
    public async Task Insert_whose_answer_was_lost_where_another_has_the_id_is_AssignmentAlreadyExists()
    {
        using var other = _table.Open();
        await other.InsertAsync(Quiz, default);
        _proxy.FailInOrder(Fault.DropAnswer);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _repository.InsertAsync(Quiz, default));

        Assert.Equal(ImageStorageError.AssignmentAlreadyExists, error.Error);
    }

    [Fact]
    public async Task Update_whose_answer_was_lost_is_written_once()
    {
        await _repository.InsertAsync(Quiz, default);
        _proxy.FailInOrder(Fault.DropAnswer);

        var written = await _repository.UpdateAsync(Quiz, Quiz with { Prompt = "q" }, default);

        Assert.Equal((1, "1", "q"), (written.Revision, (await _table.ItemAsync("quiz"))["revision"].N, (await _table.ItemAsync("quiz"))["prompt"].S));
    }

    [Fact]
    public async Task Delete_whose_answer_was_lost_tells_that_there_was_a_record()
    {
        await _repository.InsertAsync(Quiz, default);
        _proxy.FailInOrder(Fault.ResetInAnswer);

        Assert.True(await _repository.DeleteAsync("quiz", default));
        Assert.Null(await _repository.FindAsync("quiz", default));
    }

    [Fact]
    public async Task Any_call_that_is_refused_a_connection_is_StorageUnavailable_within_ten_seconds()
    {
        _proxy.Refuse();
        using var repository = _table.Open(_proxy.Endpoint, TimeProvider.System);
        var waited = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => repository.FindAsync("quiz", default));

        Assert.Equal((ImageStorageError.StorageUnavailable, 3), (error.Error, error.Attempts));
        Assert.Contains("refused the connection", error.Message, StringComparison.Ordinal);
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Any_call_that_is_never_answered_is_StorageTimeout_within_ten_seconds()
    {
        _proxy.Program = _ => Fault.NeverAnswer;
        using var repository = _table.Open(_proxy.Endpoint, TimeProvider.System);
        var waited = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => repository.ListAsync(new AssignmentQuery(), default));

        Assert.Equal(ImageStorageError.StorageTimeout, error.Error);
        Assert.InRange(waited.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Any_call_to_a_host_without_address_is_StorageUnavailable()
    {
        using var repository = _table.Open(new Uri("http://no-such-host.invalid"), _time);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => repository.FindAsync("quiz", default));

        Assert.Equal(ImageStorageError.StorageUnavailable, error.Error);
    }

    [Fact]
    public async Task Any_call_on_a_table_that_is_missing_is_ConfigurationInvalid_and_names_it()
    {
        using var repository = _table.Open(table: "missing-table");

        foreach (var call in new Func<Task>[]
        {
            () => repository.InsertAsync(Quiz, default), () => repository.FindAsync("quiz", default),
            () => repository.UpdateAsync(Quiz, Quiz with { Prompt = "x" }, default), () => repository.DeleteAsync("quiz", default),
            () => repository.ListAsync(new AssignmentQuery(), default), () => repository.FindPictureAsync("p", "m", null, default),
        })
        {
            var error = await Assert.ThrowsAsync<ImageStorageException>(call);
            Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
            Assert.Contains("'missing-table' in region 'us-east-1'", error.Message, StringComparison.Ordinal);
            Assert.Contains("the partition key 'id' (a string)", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, DynamoTable.ListIndex)]
    [InlineData("t", DynamoTable.TeacherIndex)]
    public async Task List_of_a_table_without_the_index_is_ConfigurationInvalid_and_names_it(string? teacher, string index)
    {
        using var table = await MotoTable.CreateAsync(moto, withIndexes: false);
        using var repository = table.Open();

        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => repository.ListAsync(new AssignmentQuery { TeacherId = teacher }, default));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains($"'{index}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindPicture_of_a_table_without_the_index_is_ConfigurationInvalid_and_names_it_and_its_keys()
    {
        using var table = await MotoTable.CreateAsync(moto, withIndexes: false);
        using var repository = table.Open();

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => repository.FindPictureAsync("p", "m", null, default));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains($"'{table.Name}' has no index 'generation_key-created_at-index'", error.Message, StringComparison.Ordinal);
        Assert.Contains("partition key 'generation_key' (a string), sort key 'created_at' (a number)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Any_call_with_an_unknown_profile_is_CredentialsNotFound()
    {
        var configuration = MotoBucket.Configuration(_table.Endpoint) with { ProfileName = "no-such-profile" };
        using var repository = new DynamoAssignmentRepository(
            AwsClients.CreateDynamoDB(configuration, _table.Endpoint), _table.Name, new ResilientCalls("record store", NullLogger.Instance, _time), _time);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => repository.FindAsync("quiz", default));

        Assert.Equal(ImageStorageError.CredentialsNotFound, error.Error);
    }

    [Fact]
    public async Task A_client_follows_the_endpoint_of_the_environment()
    {
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", _proxy.Endpoint.AbsoluteUri);
        try
        {
            using var client = AwsClients.CreateDynamoDB(MotoBucket.Configuration(_table.Endpoint));
            await client.GetItemAsync(new GetItemRequest { TableName = _table.Name, Key = DynamoClient.Key("quiz") });
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB", null);
        }

        Assert.Single(_proxy.Requests);
    }

    private static Fault Answer(int status, string code, string message = "Injected by the proxy.") => Fault.Answer(
        status, $$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{code}}","message":"{{message}}"}""", "application/x-amz-json-1.0");
}
