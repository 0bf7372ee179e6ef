using System.Runtime.CompilerServices;
using ImageStorage.Creation;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Repair;

/// <summary>Checks every record against the object that it names.</summary>
internal sealed class RecordCheck(
    IAssignmentRepository records, IObjectStore objects, UploadOutcome outcome, ForeignKeys foreignKeys, RepairRun run)
{
    private const int PageSize = 500;
    private const string Replace = "to replace it, run New-AssignmentImage -Force.";

    private long _stored;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            ReadAsync(cancellationToken),
            run.Parallel(cancellationToken),
            async (record, token) =>
            {
                await CheckAsync(record, token).ConfigureAwait(false);
                run.CountRecord();
            }).ConfigureAwait(false);
        await run.ReleaseAsync(
            RepairAction.MarkFailed, Interlocked.Read(ref _stored), "records name an image that is missing", cancellationToken)
            .ConfigureAwait(false);
    }

    private async IAsyncEnumerable<Assignment> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new AssignmentQuery { PageSize = PageSize };
        while (true)
        {
            var page = await records.ListAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var record in page.Items)
                yield return record;
            if (page.Next is null)
                yield break;
            query = query with { After = page.Next };
        }
    }

    private async Task CheckAsync(Assignment record, CancellationToken cancellationToken)
    {
        if (!record.HasImage)
            return;
        if (!ObjectKey.TryParse(record.S3ImageKey, out var key))
        {
            await ReportAsync(
                record, RepairProblem.UnreadableKey,
                $"The record's image key is not a valid object key. Correct the field {AssignmentFields.S3ImageKey} in the record store.",
                changed: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (key.AssignmentId != record.AssignmentId)
            foreignKeys.Add(record.S3ImageKey);
        if (run.IsInProgress(record))
            return;

        var stored = await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false);
        await (record.S3UploadStatus switch
        {
            S3UploadStatus.Pending => CheckPendingAsync(record, stored, cancellationToken),
            S3UploadStatus.Failed => CheckFailedAsync(record, stored, cancellationToken),
            _ => CheckSuccessAsync(record, stored, cancellationToken),
        }).ConfigureAwait(false);
    }

    private async Task CheckPendingAsync(Assignment record, StoredObject? stored, CancellationToken cancellationToken)
    {
        if (stored is not null && await DifferenceAsync(record, stored, cancellationToken).ConfigureAwait(false) is null)
        {
            await ReportAsync(
                record, RepairProblem.PendingWithObject, "The picture is stored; the call that stored it ended before it updated the record.",
                Finished(record), cancellationToken).ConfigureAwait(false);
            return;
        }

        var detail = stored is null
            ? "The call that was to store the picture ended before it did. Run New-AssignmentImage to create the picture."
            : "The call that was to replace the picture ended before it did; the old one is still stored. "
                + "Run New-AssignmentImage -Force to replace it.";
        var failed = UploadOutcome.Failure(record, record.S3UploadAttempts, $"Interrupted: {detail}");
        await ReportAsync(
            record, RepairProblem.PendingWithoutObject, detail, failed, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckFailedAsync(Assignment record, StoredObject? stored, CancellationToken cancellationToken)
    {
        if (stored is null)
            return;
        if (await DifferenceAsync(record, stored, cancellationToken).ConfigureAwait(false) is { } difference)
        {
            await ReportAsync(record, difference.Problem, difference.Detail, changed: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Without a hash in the record it is not certain that this is the picture whose upload failed.
        if (record.ImageMetadata?.Sha256 is not null)
        {
            await ReportAsync(
                record, RepairProblem.FailedWithObject, "The picture is stored, although the record says that its upload failed.",
                Finished(record), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CheckSuccessAsync(Assignment record, StoredObject? stored, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _stored);
        if (stored is null)
        {
            const string Detail = "The picture is missing from the image store. Run New-AssignmentImage to create it again.";
            await ReportAsync(
                record, RepairProblem.MissingObject, Detail,
                UploadOutcome.Failure(record, record.S3UploadAttempts, $"{ImageStorageError.ImageNotFound}: {Detail}"),
                cancellationToken).ConfigureAwait(false);
        }
        else if (Difference(record, stored.SizeBytes, stored.Sha256) is { } difference)
        {
            await ReportAsync(record, difference.Problem, difference.Detail, changed: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// As <see cref="Difference"/>, but reads an object whose hash the store does not know, because its record is about to be changed.
    /// </summary>
    private async Task<(RepairProblem Problem, string Detail)?> DifferenceAsync(
        Assignment record, StoredObject stored, CancellationToken cancellationToken)
    {
        if (Difference(record, stored.SizeBytes, stored.Sha256) is { } difference)
            return difference;
        if (stored.Sha256 is not null || record.ImageMetadata?.Sha256 is null)
            return null;

        var download = await objects.GetAsync(ObjectKey.Parse(stored.Key), null, cancellationToken).ConfigureAwait(false);
        return Difference(record, stored.SizeBytes, download.Stored.Sha256);
    }

    private static (RepairProblem Problem, string Detail)? Difference(
        Assignment record, long sizeBytes, string? sha256) => record.ImageMetadata switch
        {
            { } expected when expected.OptimizedSizeBytes != sizeBytes => (
                RepairProblem.SizeMismatch,
                $"The object has {sizeBytes:N0} bytes, but the record says {expected.OptimizedSizeBytes:N0}. Look at the picture; {Replace}"),
            { Sha256: { } expected } when sha256 is not null && sha256 != expected => (
                RepairProblem.HashMismatch, $"The object's SHA-256 is {sha256}, but the record says {expected}. Look at the picture; {Replace}"),
            _ => null,
        };

    private Assignment Finished(Assignment record) => outcome.Success(record, Math.Max(1, record.S3UploadAttempts));

    private async Task ReportAsync(
        Assignment record, RepairProblem problem, string detail, Assignment? changed, CancellationToken cancellationToken)
    {
        // The record may have changed since it was listed, and then the finding is no longer valid.
        var now = await records.FindAsync(record.AssignmentId, cancellationToken).ConfigureAwait(false);
        if (now is null || now.Revision != record.Revision || now.S3ImageKey != record.S3ImageKey || now.S3UploadStatus != record.S3UploadStatus)
            return;

        var finding = new RepairFinding
        {
            AssignmentId = record.AssignmentId,
            Key = record.S3ImageKey,
            Problem = problem,
            Action = changed?.S3UploadStatus switch
            {
                S3UploadStatus.Success => RepairAction.Finish,
                S3UploadStatus.Failed => RepairAction.MarkFailed,
                _ => RepairAction.None,
            },
            Detail = detail,
        };
        // A stored picture is given up only after all of them are counted.
        if (changed is not null && problem == RepairProblem.MissingObject)
            run.Hold(new HeldRepair(finding, token => WriteAsync(record, changed, token), record.TeacherId, record.CreatedAt));
        else
        {
            await run.ReportAsync(finding, changed is null ? null : token => WriteAsync(record, changed, token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task<string?> WriteAsync(Assignment record, Assignment changed, CancellationToken cancellationToken)
    {
        try
        {
            await records.UpdateAsync(record, changed, cancellationToken).ConfigureAwait(false);
            return "";
        }
        catch (ImageStorageException conflict) when (conflict.Error == ImageStorageError.AssignmentConflict)
        {
            return null;
        }
    }
}
