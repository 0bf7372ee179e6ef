using Amazon.BedrockRuntime;
using ImageStorage.Aws.Errors;
using ImageStorage.Diagnostics;
using ImageStorage.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ImageStorage.Generation.Bedrock;

/// <summary>
/// Asks the models of Amazon Bedrock, of every kind. The one owner of retries there: what may have been billed is not asked for twice.
/// Logs and counts each attempt, and tells in errors how many it took.
/// </summary>
internal sealed class ModelCalls
{
    private readonly Lazy<IAmazonBedrockRuntime> _client;
    private readonly string _region;
    private readonly ILogger _logger;
    private readonly TimeProvider _timeProvider;
    private readonly BedrockOptions _options;
    private readonly Func<double> _random;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="client">Made when a model is first asked.</param>
    /// <param name="region">The client's region, for the sentences.</param>
    /// <param name="logger">Told every attempt.</param>
    /// <param name="timeProvider">Tells time-outs and waits.</param>
    /// <param name="options">How often and how long a model is asked.</param>
    /// <param name="random">A number from 0 up to 1, for waits.</param>
    public ModelCalls(
        Lazy<IAmazonBedrockRuntime> client, string region, ILogger logger, TimeProvider timeProvider, BedrockOptions? options = null,
        Func<double>? random = null)
    {
        _client = client;
        _region = region;
        _logger = logger;
        _timeProvider = timeProvider;
        _options = options ?? new BedrockOptions();
        _random = random ?? Random.Shared.NextDouble;
        _pipeline = Build();
    }

    /// <summary>Asks a model.</summary>
    /// <param name="operation">The name in the log and the counters: <c>model.invoke</c>, <c>model.converse</c>.</param>
    /// <param name="model">The model, for the log and the sentences.</param>
    /// <param name="send">One attempt.</param>
    /// <param name="cancellationToken">Stops the work; the model may have been paid by then.</param>
    public async Task<T> RunAsync<T>(
        string operation, IModel model, Func<IAmazonBedrockRuntime, CancellationToken, Task<ModelAnswer<T>>> send, CancellationToken cancellationToken)
    {
        var call = new ModelCall(operation, model);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await _pipeline
                .ExecuteAsync(async token => await AttemptAsync(call, send, token).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The request to the model was cancelled.", exception, cancellationToken);
        }
        catch (TimeoutRejectedException exception)
        {
            throw Sign(ModelFailures.TimedOut(model, _options.ReadTimeout, exception), call);
        }
        catch (ImageStorageException exception) when (exception.IsTransient)
        {
            throw Sign(ModelFailures.GaveUp(exception, call.Attempt, _options.LongestWait), call);
        }
        catch (ImageStorageException exception)
        {
            Sign(exception, call);
            throw;
        }
    }

    private async Task<T> AttemptAsync<T>(
        ModelCall call, Func<IAmazonBedrockRuntime, CancellationToken, Task<ModelAnswer<T>>> send, CancellationToken cancellationToken)
    {
        call.Attempt++;
        var started = _timeProvider.GetTimestamp();
        try
        {
            var answer = await send(_client.Value, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            Record(call, started, "success", null, $"request {answer.RequestId}");
            return answer.Value;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            Record(call, started, "cancelled", null, null);
            throw new OperationCanceledException("The attempt was given up.", exception, cancellationToken);
        }
        catch (Exception exception)
        {
            var failure = ModelFailures.From(exception, call.Model, _region);
            Record(call, started, "failure", failure.Error.ToString(), failure.LogDetail ?? failure.Message);
            if (failure == exception)
                throw;
            throw failure;
        }
    }

    private void Record(ModelCall call, long started, string result, string? errorCode, string? detail)
    {
        Telemetry.Attempts.Add(
            1, new KeyValuePair<string, object?>("operation", call.Operation), new KeyValuePair<string, object?>("result", result));
        new OperationEntry
        {
            Operation = call.Operation,
            Result = result,
            Key = call.Model.Id,
            User = Environment.UserName,
            Attempt = call.Attempt,
            Duration = _timeProvider.GetElapsedTime(started),
            ErrorCode = errorCode,
            Detail = detail,
        }.Write(_logger, result == "success" ? LogLevel.Information : LogLevel.Warning);
    }

    private static ImageStorageException Sign(ImageStorageException exception, ModelCall call)
    {
        exception.Attempts = call.Attempt;
        exception.CorrelationId ??= Telemetry.CorrelationId;
        return exception;
    }

    private ResiliencePipeline Build()
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _timeProvider };
        if (_options.MaxAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = _options.MaxAttempts - 1,
                ShouldHandle = arguments => ValueTask.FromResult(
                    arguments.Outcome.Exception is ImageStorageException { IsTransient: true } failure && !(failure.RetryAfter > _options.LongestWait)),
                DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                    FullJitter.Delay(_options.BaseDelay, arguments.AttemptNumber, arguments.Outcome.Exception, _random)),
            });
        }

        return builder.AddTimeout(new TimeoutStrategyOptions { Timeout = _options.ReadTimeout }).Build();
    }
}
