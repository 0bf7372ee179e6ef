using ImageStorage.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Pairing;

/// <summary>
/// An object store and a record store that belong together, which both carry one id. Every write and deletion asks first, so that a
/// setting that is missing or wrong never mixes two systems. The answer is asked for once a process.
/// </summary>
/// <param name="objectIdentity">Where the object store keeps the id.</param>
/// <param name="recordIdentity">Where the record store keeps it.</param>
/// <param name="contents">What the two stores hold, for stores that have no id yet.</param>
/// <param name="logger">Gets a line for every id that is made.</param>
/// <param name="timeProvider">Dates the id.</param>
internal sealed class StorePair(
    IStoreIdentity objectIdentity, IStoreIdentity recordIdentity, StoreContents contents, ILogger logger, TimeProvider timeProvider)
    : IStorePair, IDisposable
{
    private readonly SemaphoreSlim _checking = new(1, 1);
    private volatile bool _fits;
    private string? _notice;

    /// <inheritdoc />
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_fits)
            return;
        await _checking.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_fits)
                await CheckAsync(cancellationToken).ConfigureAwait(false);
            _fits = true;
        }
        finally
        {
            _checking.Release();
        }
    }

    /// <inheritdoc />
    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        if (_fits)
            return;
        var (ofObjects, ofRecords) = await FindAsync(cancellationToken).ConfigureAwait(false);
        switch (RequireFit(ofObjects, ofRecords))
        {
            case Fit.Whole:
                _fits = true;
                break;
            case Fit.NotKnown:
                await RequireFittingContentsAsync(cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>
    /// Called for what was not found. In stores that do not belong together that is no answer: it may be in the store that a setting misses.
    /// </summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StoreMismatch"/>.</exception>
    public async Task ExplainMissingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await VerifyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ImageStorageException failure) when (failure.Error != ImageStorageError.StoreMismatch)
        {
            // It was not found all the same, which is the answer to what was asked.
        }
    }

    /// <summary>Gives both stores one id, whatever they had: the explicit decision of a person that they belong together.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task AdoptAsync(CancellationToken cancellationToken)
    {
        var identity = NewIdentity();
        // In the order of a creation: cut in half, the next call finishes it or refuses.
        await recordIdentity.ReplaceAsync(identity, cancellationToken).ConfigureAwait(false);
        await objectIdentity.ReplaceAsync(identity, cancellationToken).ConfigureAwait(false);
        Log("Adopt", identity, "An administrator joined the two stores.");
    }

    /// <summary>Compares the two ids without writing.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<StorePairing> DescribeAsync(CancellationToken cancellationToken)
    {
        var (ofObjects, ofRecords) = await FindAsync(cancellationToken).ConfigureAwait(false);
        return new StorePairing
        {
            ObjectStore = objectIdentity.Store,
            RecordStore = recordIdentity.Store,
            ObjectStoreId = ofObjects?.Id,
            RecordStoreId = ofRecords?.Id,
        };
    }

    /// <summary>What the user should hear once of stores that were joined without a question; null for nothing.</summary>
    public string? TakeNotice() => Interlocked.Exchange(ref _notice, null);

    public void Dispose() => _checking.Dispose();

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        var (ofObjects, ofRecords) = await FindAsync(cancellationToken).ConfigureAwait(false);
        switch (RequireFit(ofObjects, ofRecords))
        {
            case Fit.Half:
                // The process that made the id ended before the object store had it.
                RequireSame(await objectIdentity.CreateAsync(ofRecords!, cancellationToken).ConfigureAwait(false), ofRecords!);
                break;
            case Fit.NotKnown:
                await JoinAsync(cancellationToken).ConfigureAwait(false);
                break;
        }
    }

    private Fit RequireFit(StoreIdentity? ofObjects, StoreIdentity? ofRecords)
    {
        switch (ofObjects, ofRecords)
        {
            case ({ } one, { } other):
                RequireSame(one, other);
                return Fit.Whole;
            case (null, { } half) when half.ObjectStore == objectIdentity.Store:
                return Fit.Half;
            case (null, { } other):
                throw Mismatch($"{recordIdentity.Store} belongs to {other.ObjectStore}, and {objectIdentity.Store} carries no id.");
            case ({ } one, null):
                throw Mismatch($"{objectIdentity.Store} carries the id {one.Id}, and {recordIdentity.Store} carries none.");
            default:
                return Fit.NotKnown;
        }
    }

    /// <summary>Makes the id of two stores that have none, unless what they hold speaks against it.</summary>
    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        var areEmpty = await RequireFittingContentsAsync(cancellationToken).ConfigureAwait(false);

        // The record store decides between two processes; the object store then gets the winner's id from both.
        var identity = await recordIdentity.CreateAsync(NewIdentity(), cancellationToken).ConfigureAwait(false);
        RequireSame(await objectIdentity.CreateAsync(identity, cancellationToken).ConfigureAwait(false), identity);
        Log("Pair", identity, areEmpty ? "Both stores were empty." : "The stores of an older version were joined: their contents fit.");
        if (!areEmpty)
        {
            _notice = $"{Sentence(objectIdentity.Store)} and {recordIdentity.Store} now carry the common id {identity.Id}. "
                + "From now on each is refused with any other partner.";
        }
    }

    /// <summary>Compares what the stores hold.</summary>
    /// <returns>True when both are empty.</returns>
    private async Task<bool> RequireFittingContentsAsync(CancellationToken cancellationToken)
    {
        var found = await contents.CompareAsync(cancellationToken).ConfigureAwait(false);
        if (found.Objection is not { } objection)
            return found.AreEmpty;
        // Another process may have made the id and written meanwhile, so that the contents were looked at in the middle of that.
        var (ofObjects, ofRecords) = await FindAsync(cancellationToken).ConfigureAwait(false);
        return RequireFit(ofObjects, ofRecords) is Fit.NotKnown ? throw Mismatch(objection) : true;
    }

    private async Task<(StoreIdentity? OfObjects, StoreIdentity? OfRecords)> FindAsync(CancellationToken cancellationToken)
    {
        // The other way round than they are written: whoever sees the object store's id finds that of the record store too.
        var ofObjects = await objectIdentity.FindAsync(cancellationToken).ConfigureAwait(false);
        return (ofObjects, await recordIdentity.FindAsync(cancellationToken).ConfigureAwait(false));
    }

    private StoreIdentity NewIdentity() => new(Guid.NewGuid().ToString("N"), objectIdentity.Store, timeProvider.GetUtcNow());

    private void RequireSame(StoreIdentity ofObjects, StoreIdentity ofRecords)
    {
        if (ofObjects.Id != ofRecords.Id)
            throw Mismatch($"{objectIdentity.Store} carries the id {ofObjects.Id}, {recordIdentity.Store} the id {ofRecords.Id}.");
    }

    private ImageStorageException Mismatch(string reason) => new(
        ImageStorageError.StoreMismatch,
        $"Nothing was written or deleted, because {objectIdentity.Store} and {recordIdentity.Store} do not belong together: {reason} "
        + $"Check {SettingName.S3BucketName}, {SettingName.MongoUri} and {SettingName.DynamoDBTableName} with Get-ImageStorageConfiguration. "
        + "If the two do belong together, run Use-ImageStorage -Adopt once.");

    private static string Sentence(string store) => char.ToUpperInvariant(store[0]) + store[1..];

    private void Log(string action, StoreIdentity identity, string detail) => new OperationEntry
    {
        Operation = $"Store.{action}",
        Result = "success",
        Key = identity.Id,
        User = Environment.UserName,
        Detail = $"{objectIdentity.Store} with {recordIdentity.Store}. {detail}",
    }.Write(logger, LogLevel.Warning);

    private enum Fit
    {
        Whole,
        Half,
        NotKnown,
    }
}
