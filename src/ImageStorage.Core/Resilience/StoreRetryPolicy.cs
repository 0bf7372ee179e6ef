using Polly;
using Polly.Timeout;

namespace ImageStorage.Resilience;

/// <summary>How operations of stores and services are tried again, and the messages of those that failed for good.</summary>
internal sealed class StoreRetryPolicy(string store, ResilienceOptions options) : IRetryPolicy
{
    public RetryOptions Options => options;

    public string Cancelled => "The operation was cancelled.";

    public void Build(ResiliencePipelineBuilder builder, Action<ResiliencePipelineBuilder> addRetry)
    {
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.Timeout });
        addRetry(builder);
    }

    public ImageStorageException? Translate(Exception exception) => exception as ImageStorageException;

    public bool CanWait(ImageStorageException failure, TimeSpan elapsed) =>
        failure.RetryAfter is not { } wait || wait < options.Timeout - elapsed;

    public ImageStorageException TimedOut(RetriedOperation operation, Exception rejected) => new(
        ImageStorageError.StorageTimeout,
        $"The {store} did not answer for '{operation.Key}' within {Durations.Describe(options.Timeout)}"
            + (operation.Attempt > 1 ? $", in {operation.Attempt} attempts." : ".")
            + (operation.LastError is { } error ? $" The attempt before failed: {error.Message}" : " Check the network connection and try again."),
        operation.LastError?.InnerException ?? operation.LastError ?? rejected)
    {
        IsTransient = true,
        LogDetail = operation.LastError is { } last ? $"The attempt before: {last.Error}. {last.LogDetail}" : null,
    };

    public ImageStorageException GaveUp(RetriedOperation operation, ImageStorageException failure, bool canWait)
    {
        var reason = !canWait
            ? $" It asked to wait {Durations.Describe(failure.RetryAfter!.Value)} before the next attempt, which does not fit into the "
                + $"{Durations.Describe(options.Timeout)} of one operation. Try again after that."
            : operation.Attempt > 1 ? $" All {operation.Attempt} attempts failed." : "";
        return new(failure.Error, failure.Message + reason, failure.InnerException ?? failure)
        {
            IsTransient = true,
            RetryAfter = failure.RetryAfter,
            LogDetail = failure.LogDetail,
        };
    }
}
