using ImageStorage.Resilience;
using Polly;
using Polly.Timeout;

namespace ImageStorage.Generation.Bedrock;

/// <summary>
/// How calls of a model are retried: each attempt has its own time-out, and one that timed out is not repeated, as it may be billed.
/// </summary>
internal sealed class ModelRetryPolicy(IModel model, string region, BedrockOptions options) : IRetryPolicy
{
    public RetryOptions Options => options;

    public string Cancelled => "The request to the model was cancelled.";

    public void Build(ResiliencePipelineBuilder builder, Action<ResiliencePipelineBuilder> addRetry)
    {
        addRetry(builder);
        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = options.ReadTimeout });
    }

    public ImageStorageException? Translate(Exception exception) => ModelFailures.From(exception, model, region);

    public bool CanWait(ImageStorageException failure, TimeSpan elapsed) => !(failure.RetryAfter > options.LongestWait);

    public ImageStorageException TimedOut(RetriedOperation operation, Exception rejected) =>
        ModelFailures.TimedOut(model, options.ReadTimeout, rejected);

    public ImageStorageException GaveUp(RetriedOperation operation, ImageStorageException failure, bool canWait) =>
        ModelFailures.GaveUp(failure, operation.Attempt, options.LongestWait);
}
