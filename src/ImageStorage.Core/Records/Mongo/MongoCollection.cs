using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>One collection of the database, whose indexes are created once, before its first operation.</summary>
/// <param name="connection">The database.</param>
/// <param name="name">The collection's name.</param>
/// <param name="indexes">The indexes for finding and listing.</param>
internal sealed class MongoCollection(MongoConnection connection, string name, IReadOnlyList<CreateIndexModel<BsonDocument>> indexes)
    : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile IMongoCollection<BsonDocument>? _collection;

    /// <summary>Runs an operation.</summary>
    /// <param name="doing">What it does, for error messages: "read the assignment 'x'".</param>
    /// <param name="body">The operation.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<T> RunAsync<T>(
        string doing, Func<IMongoCollection<BsonDocument>, CancellationToken, Task<T>> body, CancellationToken cancellationToken) =>
        connection.RunAsync(
            doing,
            async (database, token) => await body(_collection ?? await OpenAsync(database, token).ConfigureAwait(false), token).ConfigureAwait(false),
            cancellationToken);

    public void Dispose() => _opening.Dispose();

    private async Task<IMongoCollection<BsonDocument>> OpenAsync(IMongoDatabase database, CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_collection is { } open)
                return open;

            var collection = database.GetCollection<BsonDocument>(name);
            await MongoIndexes.EnsureAsync(collection, indexes, connection.Logger, cancellationToken).ConfigureAwait(false);
            return _collection = collection;
        }
        finally
        {
            _opening.Release();
        }
    }
}
