namespace ImageStorage;

/// <summary>Checks whether the stores answer.</summary>
public interface IHealthService
{
    /// <summary>Sends one small read to every store, in parallel and without retries.</summary>
    /// <param name="timeout">How long a store may take.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One result for each store; a store that fails is a result, never an exception.</returns>
    Task<IReadOnlyList<StoreHealth>> CheckAsync(TimeSpan timeout, CancellationToken cancellationToken);
}
