using Microsoft.Extensions.Logging;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>
/// The database of the records and answers: connects once, before the first operation, and gives every operation its time limit and every
/// failure the core's error.
/// </summary>
internal sealed class MongoConnection(string uri, string database, MongoOptions options, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private volatile MongoClient? _client;

    public ILogger Logger => logger;

    /// <summary>Runs an operation.</summary>
    /// <param name="doing">What it does, for error messages: "read the assignment 'x'".</param>
    /// <param name="body">The operation.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<T> RunAsync<T>(string doing, Func<IMongoDatabase, CancellationToken, Task<T>> body, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(options.Operation);
        try
        {
            var client = _client ?? await OpenAsync(limited.Token).ConfigureAwait(false);
            return await body(client.GetDatabase(database), limited.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (MongoErrors.IsKnown(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw MongoErrors.From(exception, doing, _client?.Cluster.Description);
        }
        catch (Exception exception) when (MongoErrors.IsKnown(exception) && exception is not OperationCanceledException)
        {
            // The driver may report a cancellation in the middle of a read as a connection error.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _opening.Dispose();
    }

    private async Task<MongoClient> OpenAsync(CancellationToken cancellationToken)
    {
        await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _client ??= await MongoClients.CreateAsync(uri, options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _opening.Release();
        }
    }
}
