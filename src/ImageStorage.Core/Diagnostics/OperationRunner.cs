using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Diagnostics;

/// <summary>Runs one user-visible operation: gives it a correlation id, counts it, logs its result, and stamps its errors with the id.</summary>
/// <param name="logger">Gets a line for each operation.</param>
/// <param name="timeProvider">The clock for durations.</param>
/// <param name="bucketName">The bucket that the operations are about; null for none.</param>
internal sealed class OperationRunner(ILogger logger, TimeProvider timeProvider, string? bucketName = null)
{
    // Read once, because each read of Environment.UserName reads the system's list of users.
    private static readonly string User = Environment.UserName;

    /// <summary>Runs the body.</summary>
    /// <param name="operation">Its name in the log and the counters.</param>
    /// <param name="subject">The assignment id or object key that it is about; null for none or many.</param>
    /// <param name="body">The work; receives the correlation id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<T> RunAsync<T>(
        string operation, string? subject, Func<string, CancellationToken, Task<T>> body, CancellationToken cancellationToken)
    {
        using var activity = new Activity(operation).SetIdFormat(ActivityIdFormat.W3C).SetTag(Telemetry.BucketTag, bucketName).Start();
        var correlationId = activity.TraceId.ToHexString();
        var started = timeProvider.GetTimestamp();
        try
        {
            var result = await body(correlationId, cancellationToken).ConfigureAwait(false);
            Record("success", LogLevel.Information, null);
            return result;
        }
        catch (ImageStorageException exception)
        {
            exception.CorrelationId = correlationId;
            Record("failure", LogLevel.Error, exception);
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Record("cancelled", LogLevel.Warning, null);
            throw;
        }
        catch (Exception exception)
        {
            Record("failure", LogLevel.Critical, exception);
            throw;
        }

        void Record(string result, LogLevel level, Exception? exception)
        {
            var isKey = ObjectKey.TryParse(subject, out var key);
            var duration = timeProvider.GetElapsedTime(started);
            var tags = new TagList { { "operation", operation }, { "result", result } };
            Telemetry.Operations.Add(1, tags);
            Telemetry.Duration.Record(duration.TotalSeconds, tags);
            var known = exception as ImageStorageException;
            new OperationEntry
            {
                Operation = operation,
                Result = result,
                CorrelationId = correlationId,
                Key = isKey ? subject : null,
                AssignmentId = isKey ? key.AssignmentId : subject,
                User = User,
                Attempt = known is { Attempts: > 0 } ? known.Attempts : null,
                Duration = duration,
                ErrorCode = known?.Error.ToString() ?? exception?.GetType().Name,
                Detail = known?.LogDetail ?? exception?.Message,
            }.Write(logger, level, exception);
        }
    }
}
