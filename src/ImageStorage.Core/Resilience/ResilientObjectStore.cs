using ImageStorage.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Resilience;

/// <summary>
/// Tries the operations of any store again while its failures are transient, and stamps results and errors with the number of attempts.
/// </summary>
internal sealed class ResilientObjectStore : IObjectStore
{
    private readonly IObjectStore _inner;
    private readonly ResilientCalls _calls;

    public ResilientObjectStore(
        IObjectStore inner, ILogger logger, TimeProvider timeProvider, ResilienceOptions? options = null, Func<double>? random = null)
    {
        _inner = inner;
        _calls = new ResilientCalls("image store", logger, timeProvider, options, random);
    }

    public async Task<StoredObject> PutAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        var operation = _calls.Begin("object.put", upload.Key, upload.Attempts);
        try
        {
            var stored = await _calls.RunAsync(operation, token => _inner.PutAsync(upload, token), cancellationToken).ConfigureAwait(false);
            Count("success");
            if (stored.Written)
                Telemetry.BytesStored.Add(stored.SizeBytes);
            return StampAttempts(stored, operation);
        }
        catch (ImageStorageException exception) when (exception.Error != ImageStorageError.ImageAlreadyExists)
        {
            // An image that exists already, or a cancelled call, is no failure of the store.
            Count("failure");
            throw;
        }

        static void Count(string result) => Telemetry.Uploads.Add(1, new KeyValuePair<string, object?>("result", result));
    }

    public async Task<StoredObject?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var operation = _calls.Begin("object.head", key);
        var stored = await _calls.RunAsync(operation, token => _inner.HeadAsync(key, token), cancellationToken).ConfigureAwait(false);
        return stored is null ? null : StampAttempts(stored, operation);
    }

    public async Task<ObjectDownload> GetAsync(ObjectKey key, string? knownETag, CancellationToken cancellationToken)
    {
        var operation = _calls.Begin("object.get", key);
        var download = await _calls.RunAsync(operation, token => _inner.GetAsync(key, knownETag, token), cancellationToken).ConfigureAwait(false);
        return download with { Stored = StampAttempts(download.Stored, operation) };
    }

    public Task MakePermanentAsync(ObjectKey key, CancellationToken cancellationToken) =>
        RunAsync("object.tag", key, token => _inner.MakePermanentAsync(key, token), cancellationToken);

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) =>
        RunAsync("object.delete", key, token => _inner.DeleteAsync(key, token), cancellationToken);

    public IObjectListing List() => new Listing(_calls, _inner.List());

    private Task<bool> RunAsync(string name, string key, Func<CancellationToken, Task> send, CancellationToken cancellationToken) => _calls.RunAsync(
        _calls.Begin(name, key),
        async token =>
        {
            await send(token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private StoredObject StampAttempts(StoredObject stored, RetriedOperation operation) => stored with
    {
        Attempts = operation.Attempt,
        Duration = _calls.Elapsed(operation),
        CorrelationId = Telemetry.CorrelationId ?? stored.CorrelationId,
    };

    /// <summary>Each page is an operation of its own.</summary>
    private sealed class Listing(ResilientCalls calls, IObjectListing inner) : IObjectListing
    {
        public Task<IReadOnlyList<ListedObject>> ReadAsync(CancellationToken cancellationToken) =>
            calls.RunAsync(calls.Begin("object.list", ObjectKey.Prefix), inner.ReadAsync, cancellationToken);

        public void Dispose() => inner.Dispose();
    }
}
