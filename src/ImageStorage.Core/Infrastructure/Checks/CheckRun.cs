using ImageStorage.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>Asks one check after the other side by side, each within its time; whatever happens to one is its answer.</summary>
internal sealed class CheckRun(InfrastructureRequest request, ILogger logger, TimeProvider timeProvider, string correlationId)
{
    // Enough to be quick over the network, few enough that no service takes it for an attack.
    private const int Parallelism = 8;

    /// <summary>Starts all.</summary>
    /// <returns>The answers, in the order of the checks.</returns>
    public IReadOnlyList<Task<InfrastructureCheck>> Start(IReadOnlyList<Check> checks, CancellationToken cancellationToken)
    {
        var places = new SemaphoreSlim(Parallelism);
        return [.. checks.Select(check => RunAsync(check, places, cancellationToken))];
    }

    private async Task<InfrastructureCheck> RunAsync(Check check, SemaphoreSlim places, CancellationToken cancellationToken)
    {
        await places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var started = timeProvider.GetTimestamp();
            var finding = await AskAsync(check, cancellationToken).ConfigureAwait(false);
            var result = new InfrastructureCheck
            {
                Name = check.Name,
                Area = check.Area,
                Status = finding.Status,
                Expected = finding.Expected,
                Actual = finding.Actual,
                Detail = finding.Detail,
                Remedy = finding.Remedy,
                Duration = timeProvider.GetElapsedTime(started),
                CorrelationId = correlationId,
            };
            Log(result);
            return result;
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<Finding> AskAsync(Check check, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(request.Timeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            // The round trip tidies up after its time is over, so it is waited for.
            // One that begins without waiting must not hold back the others, nor its own time-out.
            var asked = Task.Run(() => check.AskAsync(either.Token), either.Token);
            return await (check.Area == CheckArea.Canary ? asked : asked.WaitAsync(either.Token)).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return Finding.Unknown(
                $"There was no answer within {Resilience.Durations.Describe(request.Timeout)}.", "Try again, or give it longer with -Timeout.");
        }
        catch (CheckNotMadeException exception)
        {
            return exception.Finding;
        }
        catch (ImageStorageException exception)
        {
            return Finding.Unknown(exception.Message);
        }
        catch (Exception exception)
        {
            // A check that fails on an answer it did not expect must neither end the others nor count as one that looked.
            new OperationEntry
            {
                Operation = "check." + check.Name,
                Result = "failure",
                CorrelationId = correlationId,
                ErrorCode = exception.GetType().Name,
                Detail = exception.Message,
            }.Write(logger, LogLevel.Error, exception);
            return Finding.Unknown($"The check could not read the answer ({exception.GetType().Name}). The log says more.");
        }
    }

    private void Log(InfrastructureCheck check) => new OperationEntry
    {
        Operation = "check." + check.Name,
        Result = check.Status.ToString().ToLowerInvariant(),
        CorrelationId = correlationId,
        Duration = check.Duration,
        Detail = check.Detail,
    }.Write(logger, check.Status is CheckStatus.Failed or CheckStatus.Warning or CheckStatus.Unknown ? LogLevel.Warning : LogLevel.Information);
}
