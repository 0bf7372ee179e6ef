namespace ImageStorage.Portal.Hosting;

/// <summary>
/// Reports, once for each instance, whether it can write to the bucket and read from it: in the log, and as the metrics StartCanaries and
/// StartCanaryFailures. It runs beside the start, which does not wait for it: an instance that cannot store pictures can still show records.
/// </summary>
internal sealed partial class StartCanary(IServiceProvider services, ILogger<StartCanary> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Opened only here, so that invalid settings do not end the portal: requests for pictures report them.
            var check = await services.GetRequiredService<IImageStorage>().Infrastructure.TestStartAsync(stoppingToken);
            if (check.Status is CheckStatus.Passed)
                LogPassed(check.Detail, check.CorrelationId);
            else if (check.Status is CheckStatus.Warning)
                LogLeftBehind(check.Detail, check.Remedy, check.CorrelationId);
            else
                LogFailed(check.Detail, check.Remedy, check.CorrelationId);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ended before the answer, so there is nothing to report.
        }
        catch (Exception exception)
        {
            LogNotFlown(exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "Start canary: {Detail} Correlation id {CorrelationId}.")]
    private partial void LogPassed(string detail, string? correlationId);

    [LoggerMessage(LogLevel.Warning, "Start canary: {Detail} {Remedy} Correlation id {CorrelationId}.")]
    private partial void LogLeftBehind(string detail, string? remedy, string? correlationId);

    [LoggerMessage(LogLevel.Error, "The start canary failed; this instance goes on, but pictures may fail. {Detail} {Remedy} Correlation id {CorrelationId}.")]
    private partial void LogFailed(string detail, string? remedy, string? correlationId);

    [LoggerMessage(LogLevel.Error, "The start canary could not run; this instance goes on without its result.")]
    private partial void LogNotFlown(Exception exception);
}
