namespace ImageStorage;

/// <summary>Tells whether the stores answer.</summary>
public interface IHealthService
{
    /// <summary>Asks every store for something small, side by side, once.</summary>
    /// <param name="timeout">How long a store may take.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One for each store; a store that fails is told, never thrown.</returns>
    Task<IReadOnlyList<StoreHealth>> CheckAsync(TimeSpan timeout, CancellationToken cancellationToken);
}
