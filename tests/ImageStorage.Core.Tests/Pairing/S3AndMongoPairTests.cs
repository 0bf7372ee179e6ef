using ImageStorage.Objects.S3;
using ImageStorage.Records.Mongo;
using ImageStorage.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Pairing;

public sealed class S3AndMongoPairTests(MotoServer moto) : StorePairContract, IAsyncLifetime
{
    private readonly List<IDisposable> _opened = [];
    private readonly MongoStub _stub = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        _opened.ForEach(opened => opened.Dispose());
        await _stub.DisposeAsync();
    }

    private protected override async Task<PairCase> NewCaseAsync()
    {
        var bucket = await MotoBucket.CreateAsync(moto);
        var database = $"test_{Guid.NewGuid():N}";
        var connection = new MongoConnection(_stub.Uri, database, new MongoOptions(), NullLogger.Instance);
        _opened.AddRange([bucket, connection]);
        return new PairCase(
            bucket.Store, new S3Identity(bucket.Client, bucket.Name),
            new MongoAssignmentRepository(connection), new MongoIdentity(connection, database));
    }
}
