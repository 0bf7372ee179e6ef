using ImageStorage.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ImageStorage.Resilience;

/// <summary>
/// The only retry loop: repeats an operation while its failures are transient, logs and counts each attempt, and stamps errors with the
/// number of attempts and the correlation id.
/// </summary>
internal sealed class RetryLoop
{
    private readonly IRetryPolicy _policy;
    private readonly ILogger _logger;
    private readonly TimeProvider _timeProvider;
    private readonly Func<double> _random;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="policy">How often, how long, and the messages.</param>
    /// <param name="logger">Gets a line for each attempt.</param>
    /// <param name="timeProvider">The clock of time-outs and waits.</param>
    /// <param name="random">The share of the longest delay that is waited, 0 to 1.</param>
    public RetryLoop(IRetryPolicy policy, ILogger logger, TimeProvider timeProvider, Func<double>? random)
    {
        _policy = policy;
        _logger = logger;
        _timeProvider = timeProvider;
        _random = random ?? Random.Shared.NextDouble;
        var builder = new ResiliencePipelineBuilder { TimeProvider = timeProvider };
        policy.Build(builder, AddRetry);
        _pipeline = builder.Build();
    }

    public RetriedOperation Begin(string name, string key, IProgress<UploadAttempt>? attempts = null) =>
        new(name, key, _timeProvider.GetTimestamp(), _policy.Options.MaxAttempts, attempts);

    public TimeSpan Elapsed(RetriedOperation operation) => _timeProvider.GetElapsedTime(operation.Started);

    /// <summary>Runs an operation.</summary>
    /// <param name="operation">The operation, just begun.</param>
    /// <param name="send">One attempt.</param>
    /// <param name="describe">The detail of a success in the log.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<T> RunAsync<T>(
        RetriedOperation operation, Func<CancellationToken, Task<T>> send, Func<T, string?>? describe, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RetriedOperation.Property, operation);
        try
        {
            return await _pipeline
                .ExecuteAsync(
                    async attempt => await AttemptAsync(operation, send, describe, attempt.CancellationToken).ConfigureAwait(false), context)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(_policy.Cancelled, exception, cancellationToken);
        }
        catch (TimeoutRejectedException exception)
        {
            throw StampAttempts(_policy.TimedOut(operation, exception), operation);
        }
        catch (ImageStorageException exception) when (exception.IsTransient)
        {
            throw StampAttempts(_policy.GaveUp(operation, exception, _policy.CanWait(exception, Elapsed(operation))), operation);
        }
        catch (ImageStorageException exception)
        {
            StampAttempts(exception, operation);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<T> AttemptAsync<T>(
        RetriedOperation operation, Func<CancellationToken, Task<T>> send, Func<T, string?>? describe, CancellationToken cancellationToken)
    {
        operation.BeginAttempt();
        var started = _timeProvider.GetTimestamp();
        try
        {
            // A client that ignores its token must not delay a cancellation or the time-out.
            var result = await send(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            Record(operation, started, "success", LogLevel.Information, detail: describe?.Invoke(result));
            return result;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            Record(operation, started, "cancelled", LogLevel.Warning);
            throw new OperationCanceledException("The attempt was cancelled.", exception, cancellationToken);
        }
        catch (Exception exception)
        {
            if (_policy.Translate(exception) is not { } failure)
            {
                Record(operation, started, "failure", LogLevel.Error, exception.GetType().Name, exception.Message);
                throw;
            }

            operation.EndAttempt(failure);
            Record(operation, started, "failure", LogLevel.Warning, failure.Error.ToString(), failure.LogDetail ?? failure.Message);
            if (failure == exception)
                throw;
            throw failure;
        }
    }

    private void Record(
        RetriedOperation operation, long started, string result, LogLevel level, string? errorCode = null, string? detail = null)
    {
        Telemetry.Attempts.Add(
            1, new KeyValuePair<string, object?>("operation", operation.Name), new KeyValuePair<string, object?>("result", result));
        new OperationEntry
        {
            Operation = operation.Name,
            Result = result,
            Key = operation.Key,
            AssignmentId = ObjectKey.TryParse(operation.Key, out var key) ? key.AssignmentId : null,
            User = Environment.UserName,
            Attempt = operation.Attempt,
            Duration = _timeProvider.GetElapsedTime(started),
            ErrorCode = errorCode,
            Detail = detail,
        }.Write(_logger, level);
    }

    private static ImageStorageException StampAttempts(ImageStorageException exception, RetriedOperation operation)
    {
        exception.Attempts = operation.Attempt;
        exception.CorrelationId ??= Telemetry.CorrelationId;
        return exception;
    }

    private void AddRetry(ResiliencePipelineBuilder builder)
    {
        var options = _policy.Options;
        if (options.MaxAttempts == 1)
            return;
        builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = options.MaxAttempts - 1,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is ImageStorageException { IsTransient: true } failure
                && _policy.CanWait(failure, Elapsed(arguments.Context.Properties.GetValue(RetriedOperation.Property, null!)))),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                FullJitter.Delay(options.BaseDelay, arguments.AttemptNumber, arguments.Outcome.Exception, _random)),
        });
    }
}
