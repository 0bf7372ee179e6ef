using Polly;

namespace ImageStorage.Resilience;

/// <summary>One operation on a store while it is being tried.</summary>
internal sealed class StoreOperation(string name, string key, long started, IProgress<int>? attempts)
{
    public static readonly ResiliencePropertyKey<StoreOperation> Property = new(nameof(StoreOperation));

    /// <summary>The name in the log and the counters, such as <c>object.put</c>.</summary>
    public string Name { get; } = name;

    public string Key { get; } = key;

    /// <summary>The time provider's timestamp of the beginning.</summary>
    public long Started { get; } = started;

    /// <summary>The attempt that is under way, from 1; 0 before the first.</summary>
    public int Attempt { get; private set; }

    /// <summary>Why the latest attempt failed.</summary>
    public ImageStorageException? LastError { get; set; }

    public int BeginAttempt()
    {
        Attempt++;
        attempts?.Report(Attempt);
        return Attempt;
    }
}
