using Polly;

namespace ImageStorage.Resilience;

/// <summary>One operation on a store, a model or a service while it is being tried.</summary>
internal sealed class RetriedOperation(string name, string key, long started, int maxAttempts, IProgress<UploadAttempt>? attempts)
{
    public static readonly ResiliencePropertyKey<RetriedOperation> Property = new(nameof(RetriedOperation));

    /// <summary>The name in the log and the counters, such as <c>object.put</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What it works on, for the log: an object key, a model's id, a metric.</summary>
    public string Key { get; } = key;

    /// <summary>The time provider's timestamp of the beginning.</summary>
    public long Started { get; } = started;

    /// <summary>The attempt that is under way, from 1; 0 before the first.</summary>
    public int Attempt { get; private set; }

    /// <summary>Why the latest attempt failed.</summary>
    public ImageStorageException? LastError { get; private set; }

    public void BeginAttempt()
    {
        Attempt++;
        attempts?.Report(new UploadAttempt(Attempt, maxAttempts));
    }

    public void EndAttempt(ImageStorageException error) => LastError = error;
}
