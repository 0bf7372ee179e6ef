using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records;

/// <summary>
/// The collection of the records: connects and makes the indexes once, before the first operation, and gives every operation its time
/// limit and every failure the core's error.
/// </summary>
internal sealed class MongoConnection(string uri, string database, MongoOptions options, ILogger logger) : IDisposable
{
    /// <summary>The collection's name, which an existing application uses too.</summary>
    public const string CollectionName = "assignments";

    private readonly SemaphoreSlim _opening = new(1, 1);
    private MongoClient? _client;
    private volatile IMongoCollection<BsonDocument>? _collection;

    /// <summary>Runs an operation.</summary>
    /// <param name="doing">What it does, for the sentence of an error: "read the assignment 'x'".</param>
    /// <param name="body">The operation.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<T> RunAsync<T>(
        string doing, Func<IMongoCollection<BsonDocument>, CancellationToken, Task<T>> body, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(options.Operation);
        try
        {
            return await body(_collection ?? await OpenAsync(limited.Token).ConfigureAwait(false), limited.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (MongoErrors.IsKnown(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw MongoErrors.From(exception, doing, _client?.Cluster.Description);
        }
        catch (Exception exception) when (MongoErrors.IsKnown(exception) && exception is not OperationCanceledException)
        {
            // The driver reports a cancellation in the middle of a read as whatever it interrupted.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _opening.Dispose();
    }

    private async Task<IMongoCollection<BsonDocument>> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_collection is { } open)
                return open;

            _client ??= await MongoClients.CreateAsync(uri, options, cancellationToken).ConfigureAwait(false);
            var collection = _client.GetDatabase(database).GetCollection<BsonDocument>(CollectionName);
            await MongoIndexes.EnsureAsync(collection, logger, cancellationToken).ConfigureAwait(false);
            return _collection = collection;
        }
        finally
        {
            _opening.Release();
        }
    }
}
