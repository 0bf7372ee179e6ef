namespace ImageStorage.Portal.Health;

/// <summary>Asks the stores whether they answer. Those who ask within a second get one answer, so that asking is no way to load the stores.</summary>
internal sealed partial class Readiness(
    IImageStorage storage, IHostApplicationLifetime lifetime, TimeProvider timeProvider, ILogger<Readiness> logger) : IDisposable
{
    /// <summary>How long a store may take, so that the whole is answered within 2 s.</summary>
    public static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private (ReadinessContract Answer, long At)? _last;

    /// <summary>The answer of now, or of less than a second ago.</summary>
    public async Task<ReadinessContract> AskAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return new ReadinessContract(IsReady: false, []);

        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && timeProvider.GetElapsedTime(last.At) < RememberedFor)
                return last.Answer;

            var stores = await storage.Health.CheckAsync(StoreTimeout, cancellationToken);
            foreach (var store in stores.Where(store => !store.IsReachable))
                LogUnreachable(store.Name, store.Kind, store.Error);
            var answer = new ReadinessContract(
                stores.All(store => store.IsReachable),
                [.. stores.Select(store => new StoreContract(store.Name, store.Kind, store.IsReachable, Math.Round(store.Duration.TotalMilliseconds, 1)))]);
            _last = (answer, timeProvider.GetTimestamp());
            return answer;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _asking.Dispose();

    [LoggerMessage(LogLevel.Warning, "The store of {Name} ({Kind}) does not answer: {Error}")]
    private partial void LogUnreachable(string name, string kind, string? error);
}
