using ImageStorage.Diagnostics;

namespace ImageStorage.Pairing;

/// <inheritdoc />
/// <param name="pair">The stores.</param>
/// <param name="operations">Runs each operation.</param>
internal sealed class StorePairService(StorePair pair, OperationRunner operations) : IStorePairService
{
    public Task<StorePairing> DescribeAsync(CancellationToken cancellationToken) =>
        operations.RunAsync("DescribeStores", null, (_, token) => pair.DescribeAsync(token), cancellationToken);

    public Task<StorePairing> AdoptAsync(CancellationToken cancellationToken) => operations.RunAsync(
        "AdoptStores",
        null,
        async (_, token) =>
        {
            await pair.AdoptAsync(token).ConfigureAwait(false);
            return await pair.DescribeAsync(token).ConfigureAwait(false);
        },
        cancellationToken);

    public string? TakeNotice() => pair.TakeNotice();
}
