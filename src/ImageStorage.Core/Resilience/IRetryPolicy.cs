using Polly;

namespace ImageStorage.Resilience;

/// <summary>The differences between stores and models in the one loop: the time-out, the longest wait, and the messages.</summary>
internal interface IRetryPolicy
{
    RetryOptions Options { get; }

    /// <summary>The message of an operation that was cancelled.</summary>
    string Cancelled { get; }

    /// <summary>Puts the time-out around the retries (time for all attempts) or below them (time for each).</summary>
    void Build(ResiliencePipelineBuilder builder, Action<ResiliencePipelineBuilder> addRetry);

    /// <summary>The failure of an attempt as one of ours; null for an exception that is a defect, which passes unchanged.</summary>
    ImageStorageException? Translate(Exception exception);

    /// <summary>False when the server asked to wait longer than there is time.</summary>
    /// <param name="failure">The failed attempt.</param>
    /// <param name="elapsed">Since the operation began.</param>
    bool CanWait(ImageStorageException failure, TimeSpan elapsed);

    /// <summary>The error of an operation that ran out of time.</summary>
    ImageStorageException TimedOut(RetriedOperation operation, Exception rejected);

    /// <summary>The error of an operation whose last attempt failed for a reason that may pass.</summary>
    ImageStorageException GaveUp(RetriedOperation operation, ImageStorageException failure, bool canWait);
}
