using ImageStorage.Diagnostics;
using ImageStorage.Resilience;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Health;

/// <inheritdoc />
internal sealed class HealthService(CheckedStores stores, ILogger logger, TimeProvider timeProvider) : IHealthService
{
    // Whether an assignment with this id exists does not matter: any response shows that the store answers.
    private const string Probe = "health-check";

    public async Task<IReadOnlyList<StoreHealth>> CheckAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var objects = CheckAsync(
            "objects", stores.ObjectsKind, token => stores.Objects.HeadAsync(ObjectKey.For(Probe), token), timeout, cancellationToken);
        var records = CheckAsync("records", stores.RecordsKind, AskRecordsAsync, timeout, cancellationToken);
        return await Task.WhenAll(objects, records).ConfigureAwait(false);
    }

    /// <summary>Reads records and answers: the record store counts as reachable only when both can be read.</summary>
    private async Task<bool> AskRecordsAsync(CancellationToken cancellationToken)
    {
        var answers = AskAnswersAsync(cancellationToken);
        await Task.WhenAll(stores.Records.FindAsync(Probe, cancellationToken), answers).ConfigureAwait(false);
        return true;
    }

    private async Task AskAnswersAsync(CancellationToken cancellationToken)
    {
        await foreach (var _ in stores.Answers.ListAsync(Probe, studentId: null, cancellationToken).ConfigureAwait(false))
            return;
    }

    private async Task<StoreHealth> CheckAsync<T>(
        string name, string kind, Func<CancellationToken, Task<T>> ask, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        using var late = new CancellationTokenSource(timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            // Task.Run and WaitAsync keep a store that blocks, or ignores its token, from delaying the other store or the result.
            await Task.Run(() => ask(either.Token), either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return new StoreHealth(name, kind, IsReachable: true, timeProvider.GetElapsedTime(started), Error: null);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The check was cancelled.", cancellationToken);
        }
        catch (Exception exception)
        {
            var sentence = exception switch
            {
                _ when late.IsCancellationRequested => $"The {kind} store of {name} did not answer within {Durations.Describe(timeout)}.",
                ImageStorageException known => known.Message,
                _ => $"The {kind} store of {name} failed unexpectedly. See the log for the error.",
            };
            var health = new StoreHealth(name, kind, IsReachable: false, timeProvider.GetElapsedTime(started), sentence);
            Warn(health, exception);
            return health;
        }
    }

    private void Warn(StoreHealth health, Exception exception) => new OperationEntry
    {
        Operation = "CheckHealth",
        Result = "failure",
        Key = health.Name,
        Duration = health.Duration,
        ErrorCode = (exception as ImageStorageException)?.Error.ToString() ?? exception.GetType().Name,
        Detail = (exception as ImageStorageException)?.LogDetail ?? exception.Message,
    }.Write(logger, LogLevel.Warning);
}
