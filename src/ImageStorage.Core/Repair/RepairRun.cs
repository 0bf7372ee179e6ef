using System.Threading.Channels;
using ImageStorage.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Repair;

/// <summary>One run of a repair: its options and clock, and where its findings go.</summary>
internal sealed class RepairRun(
    RepairOptions options, ChannelWriter<RepairFinding> findings, IProgress<RepairProgress>? progress, ILogger logger,
    TimeProvider timeProvider, string correlationId)
{
    private const int ItemsPerReport = 100;

    private long _records;
    private long _objects;
    private long _findings;

    public bool RemoveOrphans => options.RemoveOrphans;

    public ParallelOptions Parallel(CancellationToken cancellationToken) =>
        new() { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };

    /// <summary>True within the grace period, in which the work may still be in progress.</summary>
    public bool IsYoung(DateTimeOffset began) =>
        options.GracePeriod > TimeSpan.Zero && timeProvider.GetUtcNow() - began < options.GracePeriod;

    public bool IsInProgress(Assignment record) =>
        record.S3UploadStatus == S3UploadStatus.Pending && IsYoung(record.S3UploadStartedAt ?? record.CreatedAt);

    public void CountRecord() => ReportEvery(Interlocked.Increment(ref _records));

    public void CountObject() => ReportEvery(Interlocked.Increment(ref _objects));

    public void ReportProgress() =>
        progress?.Report(new RepairProgress(Interlocked.Read(ref _records), Interlocked.Read(ref _objects), Interlocked.Read(ref _findings)));

    /// <summary>Carries out the finding's action, if there is one and it is approved, and reports the finding.</summary>
    /// <param name="finding">What was found.</param>
    /// <param name="mend">Carries out the action; false when the problem is gone meanwhile, so that nothing is reported.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task ReportAsync(
        RepairFinding finding, Func<CancellationToken, Task<bool>>? mend, CancellationToken cancellationToken)
    {
        finding = finding with { CorrelationId = correlationId };
        if (mend is not null && (options.Approve is null || await options.Approve(finding, cancellationToken).ConfigureAwait(false)))
        {
            if (!await mend(cancellationToken).ConfigureAwait(false))
                return;
            finding = finding with { Mended = true };
        }

        Interlocked.Increment(ref _findings);
        new OperationEntry
        {
            Operation = $"Repair.{finding.Action}",
            Result = finding.Mended ? "success" : "listed",
            AssignmentId = finding.AssignmentId,
            Key = finding.Key,
            User = Environment.UserName,
            ErrorCode = finding.Problem.ToString(),
            Detail = finding.Detail,
        }.Write(logger, LogLevel.Warning);
        await findings.WriteAsync(finding, cancellationToken).ConfigureAwait(false);
    }

    private void ReportEvery(long count)
    {
        if (count % ItemsPerReport == 0)
            ReportProgress();
    }
}
