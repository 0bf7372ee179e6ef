using Amazon.BedrockRuntime;
using ImageStorage.Resilience;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Generation.Bedrock;

/// <summary>Calls the models of Amazon Bedrock, of every kind, through the retry loop.</summary>
/// <param name="client">Created when a model is first called.</param>
/// <param name="region">The client's region, for the messages.</param>
/// <param name="logger">Gets a line for each attempt.</param>
/// <param name="timeProvider">The clock of time-outs and waits.</param>
/// <param name="options">How often and how long a model is asked.</param>
/// <param name="random">A number from 0 up to 1, for waits.</param>
internal sealed class ModelCalls(
    Lazy<IAmazonBedrockRuntime> client, string region, ILogger logger, TimeProvider timeProvider, BedrockOptions? options = null,
    Func<double>? random = null)
{
    private readonly BedrockOptions _options = options ?? new BedrockOptions();

    /// <summary>Asks a model.</summary>
    /// <param name="operation">The name in the log and the counters: <c>model.invoke</c>, <c>model.converse</c>.</param>
    /// <param name="model">The model, for the log and the messages.</param>
    /// <param name="send">One attempt.</param>
    /// <param name="cancellationToken">Stops the work; the model may have been billed by then.</param>
    public async Task<T> RunAsync<T>(
        string operation, IModel model, Func<IAmazonBedrockRuntime, CancellationToken, Task<ModelAnswer<T>>> send,
        CancellationToken cancellationToken)
    {
        var loop = new RetryLoop(new ModelRetryPolicy(model, region, _options), logger, timeProvider, random);
        var answer = await loop
            .RunAsync(
                loop.Begin(operation, model.Id),
                token => send(client.Value, token),
                answer => $"request {answer.RequestId}",
                cancellationToken)
            .ConfigureAwait(false);
        return answer.Value;
    }
}
