using ImageStorage.Objects.S3;
using ImageStorage.Records.Dynamo;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Pairing;

public sealed class S3AndDynamoPairTests(MotoServer moto) : StorePairContract, IDisposable
{
    private readonly List<IDisposable> _opened = [];

    public void Dispose() => _opened.ForEach(opened => opened.Dispose());

    [Fact]
    public async Task Identity_of_the_bucket_has_one_version_after_many_processes()
    {
        var bucket = await MotoBucket.CreateAsync(moto);
        var stores = (await NewCaseAsync()) with { Objects = bucket.Store, ObjectIdentity = new S3Identity(bucket.Client, bucket.Name) };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => stores.Open().EnsureAsync(Token)));
        await stores.Open().EnsureAsync(Token);

        Assert.Equal(1, await bucket.CountVersionsAsync(S3Identity.Key));
        bucket.Dispose();
    }

    private protected override async Task<PairCase> NewCaseAsync()
    {
        var bucket = await MotoBucket.CreateAsync(moto);
        var table = await MotoTable.CreateAsync(moto);
        var client = new AtomicDynamoDBClient(table.Endpoint);
        _opened.AddRange([bucket, table, client]);
        var calls = new ResilientCalls("record store", NullLogger.Instance, TimeProvider.System, DynamoTable.Resilience);
        return new PairCase(
            bucket.Store, new S3Identity(bucket.Client, bucket.Name),
            table.Open(), new DynamoIdentity(client, new DynamoClient(client, table.Name, DynamoTable.Kind, calls)));
    }
}
