using ImageStorage.Aws.Errors;
using ImageStorage.Diagnostics;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ImageStorage.Resilience;

/// <summary>
/// The one owner of retries: tries the operations of a store again while its failures are transient, logs and counts each attempt, and
/// tells in errors how many it took.
/// </summary>
internal sealed class ResilientCalls
{
    private readonly string _store;
    private readonly ILogger _logger;
    private readonly TimeProvider _timeProvider;
    private readonly Func<double> _random;
    private readonly ResilienceOptions _options;
    private readonly ResiliencePipeline _pipeline;

    /// <param name="store">What is called, for sentences that begin with "The": <c>image store</c>.</param>
    /// <param name="logger">Gets a line for each attempt.</param>
    /// <param name="timeProvider">Tells time and waits.</param>
    /// <param name="options">How often and how long.</param>
    /// <param name="random">The share of the longest delay that is waited, 0 to 1.</param>
    public ResilientCalls(
        string store, ILogger logger, TimeProvider timeProvider, ResilienceOptions? options = null, Func<double>? random = null)
    {
        _store = store;
        _logger = logger;
        _timeProvider = timeProvider;
        _random = random ?? Random.Shared.NextDouble;
        _options = options ?? new ResilienceOptions();
        _pipeline = Build();
    }

    public StoreOperation Begin(string name, string key, IProgress<int>? attempts = null) =>
        new(name, key, _timeProvider.GetTimestamp(), attempts);

    public TimeSpan Elapsed(StoreOperation operation) => _timeProvider.GetElapsedTime(operation.Started);

    public async Task<T> RunAsync<T>(StoreOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(StoreOperation.Property, operation);
        try
        {
            return await _pipeline
                .ExecuteAsync(async attempt => await AttemptAsync(operation, send, attempt.CancellationToken).ConfigureAwait(false), context)
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The operation was cancelled.", exception, cancellationToken);
        }
        catch (TimeoutRejectedException exception)
        {
            throw Sign(StoreFailures.TimedOut(_store, operation, _options.Timeout, exception), operation);
        }
        catch (ImageStorageException exception) when (exception.IsTransient)
        {
            var error = Fits(exception, operation)
                ? StoreFailures.GaveUp(exception, operation.Attempt)
                : StoreFailures.AskedToWait(exception, _options.Timeout);
            throw Sign(error, operation);
        }
        catch (ImageStorageException exception)
        {
            Sign(exception, operation);
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async Task<T> AttemptAsync<T>(StoreOperation operation, Func<CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        operation.BeginAttempt();
        var started = _timeProvider.GetTimestamp();
        try
        {
            // A store that does not listen to its token must not hold back who cancels, or the time-out.
            var result = await send(cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            Record(operation, started, "success", LogLevel.Information);
            return result;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            Record(operation, started, "cancelled", LogLevel.Warning);
            throw new OperationCanceledException(cancellationToken);
        }
        catch (ImageStorageException exception)
        {
            operation.LastError = exception;
            Record(operation, started, "failure", LogLevel.Warning, exception.Error.ToString(), exception.LogDetail ?? exception.Message);
            throw;
        }
        catch (Exception exception)
        {
            Record(operation, started, "failure", LogLevel.Error, exception.GetType().Name, exception.Message);
            throw;
        }
    }

    private void Record(
        StoreOperation operation, long started, string result, LogLevel level, string? errorCode = null, string? detail = null)
    {
        Telemetry.Attempts.Add(
            1, new KeyValuePair<string, object?>("operation", operation.Name), new KeyValuePair<string, object?>("result", result));
        new OperationEntry
        {
            Operation = operation.Name,
            Result = result,
            Key = operation.Key,
            AssignmentId = ObjectKey.TryParse(operation.Key, out var assignmentId, out _) ? assignmentId : null,
            User = Environment.UserName,
            Attempt = operation.Attempt,
            Duration = _timeProvider.GetElapsedTime(started),
            ErrorCode = errorCode,
            Detail = detail,
        }.Write(_logger, level);
    }

    private static ImageStorageException Sign(ImageStorageException exception, StoreOperation operation)
    {
        exception.Attempts = operation.Attempt;
        exception.CorrelationId ??= Telemetry.CorrelationId;
        return exception;
    }

    /// <summary>True unless the server asked to wait longer than there is time.</summary>
    private bool Fits(ImageStorageException exception, StoreOperation operation) =>
        exception.RetryAfter is not { } wait || wait < _options.Timeout - _timeProvider.GetElapsedTime(operation.Started);

    private ResiliencePipeline Build()
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = _timeProvider }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = _options.Timeout });
        if (_options.MaxAttempts == 1)
            return builder.Build();

        return builder.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = _options.MaxAttempts - 1,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is ImageStorageException { IsTransient: true } exception
                && Fits(exception, arguments.Context.Properties.GetValue(StoreOperation.Property, null!))),
            DelayGenerator = arguments => ValueTask.FromResult<TimeSpan?>(
                FullJitter.Delay(_options.BaseDelay, arguments.AttemptNumber, arguments.Outcome.Exception, _random)),
        }).Build();
    }
}
