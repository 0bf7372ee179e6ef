using System.Collections.Concurrent;

namespace ImageStorage.Repair;

/// <summary>
/// Holds back what would delete an object, or give up a picture that was stored, until all of it is known: a wrong setting shows as a number
/// that is too large.
/// </summary>
/// <param name="options">The limits.</param>
internal sealed class RepairBrake(RepairOptions options)
{
    private const int MaxAtOnce = 100;

    private readonly ConcurrentQueue<HeldRepair> _held = [];

    /// <summary>The first reason why something was refused; null when nothing was.</summary>
    public string? Refusal { get; private set; }

    public void Hold(HeldRepair repair) => _held.Enqueue(repair);

    /// <summary>Takes what was held since the last call.</summary>
    public IReadOnlyList<HeldRepair> TakeAll()
    {
        var all = new List<HeldRepair>();
        while (_held.TryDequeue(out var repair))
            all.Add(repair);
        return all;
    }

    /// <summary>False when so many may not go at once, or something was refused before; then <see cref="Refusal"/> says why.</summary>
    /// <param name="count">How many would go.</param>
    /// <param name="total">Of how many.</param>
    /// <param name="what">What they are, after the numbers: <c>images have no record</c>.</param>
    /// <param name="isWithoutRecords">True when there is not one record in the store.</param>
    public bool Allows(int count, long total, string what, bool isWithoutRecords)
    {
        var limit = options.MaxRemove ?? Math.Clamp(total * options.MaxRemovePercent / 100, options.MaxRemovePercent == 0 ? 0 : 1, MaxAtOnce);
        if (Refusal is null && isWithoutRecords)
            Refusal = $"{count} of {total} {what}: there is not one record. Nothing was deleted. Check that the record store is the right one.";
        else if (Refusal is null && count > limit)
        {
            Refusal = $"{count} of {total} {what}, and at most {limit} may go at once. Nothing was deleted. "
                + "Check with Get-ImageStorageConfiguration that images and records are those of one system. "
                + $"If so, and the findings are right, give -MaxRemove {count}.";
        }

        return Refusal is null;
    }
}
