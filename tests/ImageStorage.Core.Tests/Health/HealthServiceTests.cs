using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Objects.Folder;
using ImageStorage.Objects.S3;
using ImageStorage.Records.Dynamo;
using ImageStorage.Records.Sqlite;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Health;

public sealed class HealthServiceTests(MotoServer moto) : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _logger = new();

    [Fact]
    public async Task CheckAsync_of_the_embedded_stores_is_reachable_before_the_first_write()
    {
        var health = await CheckAsync(new DirectoryObjectStore(_folder.File("objects"), TimeProvider.System), "folder");

        Assert.Equal([("objects", "folder", true), ("records", "sqlite", true)], health.Select(store => (store.Name, store.Kind, store.IsReachable)));
    }

    [Fact]
    public async Task CheckAsync_tells_a_bucket_that_is_missing()
    {
        using var client = AwsClients.CreateS3(MotoBucket.Configuration(await moto.RequireAsync()));

        var health = await CheckAsync(new S3ObjectStore(client, "no-such-bucket"), "s3");

        Assert.False(health[0].IsReachable);
        Assert.Contains("no-such-bucket", health[0].Error, StringComparison.Ordinal);
        Assert.True(health[1].IsReachable);
    }

    [Fact]
    public async Task CheckAsync_of_a_store_that_is_silent_says_so_after_the_time_and_asks_once()
    {
        using var bucket = await MotoBucket.CreateAsync(moto);
        await using var proxy = new FaultProxy(bucket.Endpoint) { Program = _ => Fault.NeverAnswer };
        using var client = AwsClients.CreateS3(MotoBucket.Configuration(proxy.Endpoint));

        var health = await CheckAsync(new S3ObjectStore(client, bucket.Name), "s3", TimeSpan.FromMilliseconds(500));

        Assert.False(health[0].IsReachable);
        Assert.Contains("0.5 seconds", health[0].Error, StringComparison.Ordinal);
        Assert.InRange(health[0].Duration, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task CheckAsync_of_a_record_store_that_is_silent_says_so_after_the_time_and_tells_the_other_store()
    {
        await using var proxy = new FaultProxy(await moto.RequireAsync()) { Program = _ => Fault.NeverAnswer };
        using var records = Open(proxy.Endpoint);

        var health = await CheckAsync(Folder, "folder", records, "dynamodb", TimeSpan.FromMilliseconds(500));

        Assert.Equal([("objects", true), ("records", false)], health.Select(store => (store.Name, store.IsReachable)));
        Assert.Equal("The dynamodb store of records did not answer within 0.5 seconds.", health[1].Error);
        Assert.InRange(health[1].Duration, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task CheckAsync_of_a_record_store_that_fails_tells_its_sentence_and_asks_once()
    {
        await using var proxy = new FaultProxy(await moto.RequireAsync()) { Program = _ => Fault.Answer(500, "{}", "application/x-amz-json-1.0") };
        using var records = Open(proxy.Endpoint);

        var health = await CheckAsync(Folder, "folder", records, "dynamodb");

        Assert.Equal((true, false), (health[0].IsReachable, health[1].IsReachable));
        Assert.Contains("'no-such-table'", health[1].Error, StringComparison.Ordinal);
        Assert.Single(proxy.Requests);
        Assert.Contains("error_code=StorageUnavailable", _logger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_tells_a_table_that_is_missing()
    {
        using var records = Open(await moto.RequireAsync());

        var health = await CheckAsync(Folder, "folder", records, "dynamodb");

        Assert.Contains("There is no table 'no-such-table'", health[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_tells_a_table_of_answers_that_is_missing()
    {
        using var table = await MotoTable.CreateAsync(moto);
        using var client = new AtomicDynamoDBClient(table.Endpoint);
        using var records = table.Open();

        var without = await CheckAsync(Folder, "folder", records, "dynamodb", answers: table.OpenAnswers(client));
        await table.CreateAnswersAsync();
        var with = await CheckAsync(Folder, "folder", records, "dynamodb", answers: table.OpenAnswers(client));

        Assert.Equal((false, true), (without[1].IsReachable, with[1].IsReachable));
        Assert.Contains($"There is no table '{table.Name}-answers'", without[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_of_a_store_that_fails_in_an_unknown_way_tells_the_log_alone()
    {
        var store = new ScriptedStore((_, _) => throw new InvalidOperationException("an inner matter"));

        var health = await CheckAsync(store, "folder");

        Assert.Equal("The folder store of objects failed unexpectedly. See the log for the error.", health[0].Error);
        Assert.Contains("an inner matter", _logger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_that_is_cancelled_ends_though_a_store_does_not_listen()
    {
        using var stop = new CancellationTokenSource();
        var store = new ScriptedStore(async (_, _) =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CheckAsync(store, "folder", cancellationToken: stop.Token));
    }

    public void Dispose() => _folder.Dispose();

    private DirectoryObjectStore Folder => new(_folder.File("objects"), TimeProvider.System);

    private DynamoAssignmentRepository Open(Uri endpoint)
    {
        var once = new ResilientCalls("record store", _logger, TimeProvider.System, DynamoTable.Resilience with { MaxAttempts = 1 });
        return new DynamoAssignmentRepository(new AtomicDynamoDBClient(endpoint), "no-such-table", once, TimeProvider.System);
    }

    private async Task<IReadOnlyList<StoreHealth>> CheckAsync(
        IObjectStore objects, string kind, TimeSpan? timeout = null, CancellationToken? cancellationToken = null)
    {
        using var records = new SqliteAssignmentRepository(_folder.File("assignments.db"));
        return await CheckAsync(objects, kind, records, "sqlite", timeout, cancellationToken);
    }

    private Task<IReadOnlyList<StoreHealth>> CheckAsync(
        IObjectStore objects, string kind, IAssignmentRepository records, string recordsKind, TimeSpan? timeout = null, CancellationToken? cancellationToken = null,
        IAnswerRepository? answers = null) =>
        new HealthService(
            new CheckedStores(objects, kind, records, answers ?? new SqliteAnswerRepository(new SqliteDatabase(_folder.File("assignments.db"))), recordsKind), _logger, TimeProvider.System)
            .CheckAsync(timeout ?? TimeSpan.FromSeconds(20), cancellationToken ?? TestContext.Current.CancellationToken);
}
