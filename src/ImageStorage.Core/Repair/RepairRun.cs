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

    private const int NamesInQuestion = 5;

    private readonly RepairBrake _brake = new(options);
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

    /// <summary>The objects that were listed so far.</summary>
    public long Objects => Interlocked.Read(ref _objects);

    public void CountRecord() => ReportEvery(Interlocked.Increment(ref _records));

    public void CountObject() => ReportEvery(Interlocked.Increment(ref _objects));

    public void ReportProgress() =>
        progress?.Report(new RepairProgress(Interlocked.Read(ref _records), Interlocked.Read(ref _objects), Interlocked.Read(ref _findings)));

    /// <summary>Keeps a finding whose action deletes or gives up something, until <see cref="ReleaseAsync"/>.</summary>
    public void Hold(HeldRepair repair) => _brake.Hold(repair);

    /// <summary>Carries out what was held, when it is not too much and is approved, and reports it.</summary>
    /// <param name="action">What the held findings do.</param>
    /// <param name="total">Of how many objects or records.</param>
    /// <param name="what">What they are, after the numbers.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task ReleaseAsync(RepairAction action, long total, string what, CancellationToken cancellationToken)
    {
        var held = _brake.TakeAll();
        if (held.Count == 0)
            return;

        var isWithoutRecords = action == RepairAction.Remove && Interlocked.Read(ref _records) == 0;
        var isAllowed = _brake.Allows(held.Count, total, what, isWithoutRecords);
        if (isAllowed && options.ApproveBatch is { } approve)
        {
            var batch = new RepairBatch(action, held.Count, total, Describe(held, total, what));
            isAllowed = await approve(batch, cancellationToken).ConfigureAwait(false);
        }

        await System.Threading.Tasks.Parallel.ForEachAsync(
            held,
            Parallel(cancellationToken),
            async (repair, token) => await (isAllowed
                ? ReportAsync(repair.Finding, repair.Mend, isApproved: options.ApproveBatch is not null, token)
                : ReportAsync(repair.Finding, mend: null, token)).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>Ends the run with the reason when something was refused.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.RepairRefused"/>.</exception>
    public void ThrowIfRefused()
    {
        if (_brake.Refusal is { } refusal)
            throw new ImageStorageException(ImageStorageError.RepairRefused, refusal);
    }

    /// <summary>Carries out the finding's action, if there is one and it is approved, and reports the finding.</summary>
    /// <param name="finding">What was found.</param>
    /// <param name="mend">
    /// Carries out the action, and says what to add to the detail; null when the problem is gone meanwhile, so that nothing is reported.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task ReportAsync(RepairFinding finding, Func<CancellationToken, Task<string?>>? mend, CancellationToken cancellationToken) =>
        ReportAsync(finding, mend, isApproved: false, cancellationToken);

    private async Task ReportAsync(
        RepairFinding finding, Func<CancellationToken, Task<string?>>? mend, bool isApproved, CancellationToken cancellationToken)
    {
        finding = finding with { CorrelationId = correlationId };
        if (mend is not null
            && (isApproved || options.Approve is null || await options.Approve(finding, cancellationToken).ConfigureAwait(false)))
        {
            if (await mend(cancellationToken).ConfigureAwait(false) is not { } more)
                return;
            finding = finding with { Mended = true, Detail = finding.Detail + more };
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

    private static string Describe(IReadOnlyList<HeldRepair> held, long total, string what)
    {
        var teachers = held.Select(repair => repair.TeacherId).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var (from, to) = (held.Min(repair => repair.At), held.Max(repair => repair.At));
        return $"{held.Count} of {total} {what}: assignments {Names([.. held.Select(repair => repair.Finding.AssignmentId)])}"
            + (teachers.Count == 0 ? "" : $", teachers {Names(teachers)}")
            + $", from {from.UtcDateTime:yyyy-MM-dd} to {to.UtcDateTime:yyyy-MM-dd}";
    }

    private static string Names(List<string> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal).Take(NamesInQuestion))
        + (names.Count > NamesInQuestion ? $" and {names.Count - NamesInQuestion} more" : "");

    private void ReportEvery(long count)
    {
        if (count % ItemsPerReport == 0)
            ReportProgress();
    }
}
