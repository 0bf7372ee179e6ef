namespace ImageStorage.Portal.Health;

/// <summary>Checks that the stores answer. Requests within a second share one check, so that health requests cannot load the stores.</summary>
internal sealed partial class Readiness(
    IImageStorage storage, IHostApplicationLifetime lifetime, TimeProvider timeProvider, ILogger<Readiness> logger)
{
    /// <summary>How long a store may take, so that the whole is answered within 2 s.</summary>
    public static readonly TimeSpan StoreTimeout = TimeSpan.FromSeconds(1.5);

    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(1);

    private readonly Lock _entering = new();
    private Task<ReadinessContract>? _asking;
    private long _answeredAt;

    /// <summary>The state now, or less than a second ago.</summary>
    public Task<ReadinessContract> AskAsync(CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return Task.FromResult(new ReadinessContract(IsReady: false, []));

        lock (_entering)
        {
            if (_asking is null || IsOld(_asking))
                _asking = AskStoresAsync();
            return _asking.WaitAsync(cancellationToken);
        }
    }

    private bool IsOld(Task asking) =>
        asking.IsCompleted && (!asking.IsCompletedSuccessfully || timeProvider.GetElapsedTime(Interlocked.Read(ref _answeredAt)) >= RememberedFor);

    /// <summary>Callers share the check, so none of them may cancel it.</summary>
    private async Task<ReadinessContract> AskStoresAsync()
    {
        var stores = await storage.Health.CheckAsync(StoreTimeout, CancellationToken.None);
        foreach (var store in stores.Where(store => !store.IsReachable))
            LogUnreachable(store.Name, store.Kind, store.Error);
        Interlocked.Exchange(ref _answeredAt, timeProvider.GetTimestamp());
        return new ReadinessContract(
            stores.All(store => store.IsReachable),
            [.. stores.Select(store => new StoreContract(store.Name, store.Kind, store.IsReachable, Math.Round(store.Duration.TotalMilliseconds, 1)))]);
    }

    [LoggerMessage(LogLevel.Warning, "The store of {Name} ({Kind}) does not answer: {Error}")]
    private partial void LogUnreachable(string name, string kind, string? error);
}
