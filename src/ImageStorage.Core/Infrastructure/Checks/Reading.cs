namespace ImageStorage.Infrastructure.Checks;

/// <summary>What several checks of a run read: the first one asks, and each waits no longer than its own token says.</summary>
/// <param name="readAsync">Reads; stopped only with the run.</param>
/// <param name="run">The run's token.</param>
internal sealed class Reading<T>(Func<CancellationToken, Task<T>> readAsync, CancellationToken run)
{
    private readonly Lock _gate = new();
    private Task<T>? _reading;

    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
            _reading ??= Task.Run(() => readAsync(run), run);
        return _reading.WaitAsync(cancellationToken);
    }
}
