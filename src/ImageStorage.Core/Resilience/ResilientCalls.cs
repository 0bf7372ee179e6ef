using Microsoft.Extensions.Logging;

namespace ImageStorage.Resilience;

/// <summary>The retry loop for stores and services: their adapters throw our errors already, and one time-out covers all attempts.</summary>
internal sealed class ResilientCalls
{
    private readonly RetryLoop _loop;

    /// <param name="store">The name of the store, for messages that begin with "The": <c>image store</c>.</param>
    /// <param name="logger">Gets a line for each attempt.</param>
    /// <param name="timeProvider">The clock of time-outs and waits.</param>
    /// <param name="options">How often and how long.</param>
    /// <param name="random">The share of the longest delay that is waited, 0 to 1.</param>
    public ResilientCalls(
        string store, ILogger logger, TimeProvider timeProvider, ResilienceOptions? options = null, Func<double>? random = null) =>
        _loop = new RetryLoop(new StoreRetryPolicy(store, options ?? new ResilienceOptions()), logger, timeProvider, random);

    public RetriedOperation Begin(string name, string key, IProgress<UploadAttempt>? attempts = null) => _loop.Begin(name, key, attempts);

    public TimeSpan Elapsed(RetriedOperation operation) => _loop.Elapsed(operation);

    public Task<T> RunAsync<T>(RetriedOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken) =>
        _loop.RunAsync(operation, send, describe: null, cancellationToken);
}
