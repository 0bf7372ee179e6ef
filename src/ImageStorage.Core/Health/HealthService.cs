using ImageStorage.Diagnostics;
using ImageStorage.Resilience;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Health;

/// <inheritdoc />
internal sealed class HealthService(CheckedStores stores, ILogger logger, TimeProvider timeProvider) : IHealthService
{
    // An assignment of this name does no harm: any answer is one.
    private const string Probe = "health-check";

    public async Task<IReadOnlyList<StoreHealth>> CheckAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var objects = CheckAsync("objects", stores.ObjectsKind, token => stores.Objects.HeadAsync(ObjectKey.For(Probe), token), timeout, cancellationToken);
        var records = CheckAsync("records", stores.RecordsKind, AskRecordsAsync, timeout, cancellationToken);
        return await Task.WhenAll(objects, records).ConfigureAwait(false);
    }

    /// <summary>Records without answers serve nobody: one that is missing is told as the whole.</summary>
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
            // A store that begins without waiting must not hold back the other, nor one that does not listen to its token the answer.
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
                _ => $"The {kind} store of {name} failed in a way that is not known. The log tells more.",
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
