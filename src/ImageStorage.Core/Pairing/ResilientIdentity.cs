using ImageStorage.Resilience;

namespace ImageStorage.Pairing;

/// <summary>An identity whose store fails for moments: each request is retried as those for objects are.</summary>
/// <param name="identity">The identity.</param>
/// <param name="calls">The retries.</param>
internal sealed class ResilientIdentity(IStoreIdentity identity, ResilientCalls calls) : IStoreIdentity
{
    private const string Name = "store identity";

    public string Store => identity.Store;

    public Task<StoreIdentity?> FindAsync(CancellationToken cancellationToken) =>
        calls.RunAsync(calls.Begin(Name, Store), identity.FindAsync, cancellationToken);

    public Task<StoreIdentity> CreateAsync(StoreIdentity created, CancellationToken cancellationToken) =>
        calls.RunAsync(calls.Begin(Name, Store), token => identity.CreateAsync(created, token), cancellationToken);

    public Task ReplaceAsync(StoreIdentity replacement, CancellationToken cancellationToken) => calls.RunAsync(
        calls.Begin(Name, Store),
        async token =>
        {
            await identity.ReplaceAsync(replacement, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);
}
