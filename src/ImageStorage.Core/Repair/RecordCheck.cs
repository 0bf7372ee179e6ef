using System.Runtime.CompilerServices;
using ImageStorage.Creation;

namespace ImageStorage.Repair;

/// <summary>Holds every record against the object that it names.</summary>
internal sealed class RecordCheck(
    IAssignmentRepository records, IObjectStore objects, UploadOutcome outcome, ForeignKeys foreignKeys, RepairRun run)
{
    private const int PageSize = 500;

    public Task RunAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        ReadAsync(cancellationToken),
        run.Parallel(cancellationToken),
        async (record, token) =>
        {
            await CheckAsync(record, token).ConfigureAwait(false);
            run.CountRecord();
        });

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
            await TellAsync(
                record, RepairProblem.UnreadableKey, "The record names something that is no key of a picture. Mend the field in the store of the records.",
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
            await TellAsync(
                record, RepairProblem.PendingWithObject, "The picture is stored; the call that stored it ended before the record said so.",
                Finished(record), cancellationToken).ConfigureAwait(false);
            return;
        }

        var detail = stored is null
            ? "The call that was to store the picture ended before it did. New-AssignmentImage makes the picture."
            : "The call that was to replace the picture ended before it did; the former one is still stored. New-AssignmentImage -Force replaces it.";
        var failed = UploadOutcome.Failure(record, record.S3UploadAttempts, $"Interrupted: {detail}");
        await TellAsync(
            record, RepairProblem.PendingWithoutObject, detail, stored is null ? failed with { CloudFrontUrl = null } : failed,
            cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckFailedAsync(Assignment record, StoredObject? stored, CancellationToken cancellationToken)
    {
        if (stored is null)
            return;
        if (await DifferenceAsync(record, stored, cancellationToken).ConfigureAwait(false) is { } difference)
        {
            await TellAsync(record, difference.Problem, difference.Detail, changed: null, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Without a hash in the record nothing tells that this is the picture whose storing failed.
        if (record.ImageMetadata?.Sha256 is not null)
        {
            await TellAsync(
                record, RepairProblem.FailedWithObject, "The picture is stored although storing it was reported as failed.",
                Finished(record), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CheckSuccessAsync(Assignment record, StoredObject? stored, CancellationToken cancellationToken)
    {
        if (stored is null)
        {
            const string Detail = "The picture is gone. New-AssignmentImage makes it anew.";
            await TellAsync(
                record, RepairProblem.MissingObject, Detail,
                UploadOutcome.Failure(record, record.S3UploadAttempts, $"{ImageStorageError.ImageNotFound}: {Detail}") with { CloudFrontUrl = null },
                cancellationToken).ConfigureAwait(false);
        }
        else if (Difference(record, stored.SizeBytes, stored.Sha256) is { } difference)
        {
            await TellAsync(record, difference.Problem, difference.Detail, changed: null, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>As <see cref="Difference"/>, but reads an object whose hash the store does not know: its record is about to be changed.</summary>
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

    private static (RepairProblem Problem, string Detail)? Difference(Assignment record, long sizeBytes, string? sha256) => record.ImageMetadata switch
    {
        { } told when told.OptimizedSizeBytes != sizeBytes => (
            RepairProblem.SizeMismatch, $"The object has {sizeBytes:N0} bytes, the record tells of {told.OptimizedSizeBytes:N0}."),
        { Sha256: { } expected } when sha256 is not null && sha256 != expected => (
            RepairProblem.HashMismatch, $"The object's SHA-256 is {sha256}, the record tells of {expected}."),
        _ => null,
    };

    private Assignment Finished(Assignment record) => outcome.Success(record, Math.Max(1, record.S3UploadAttempts));

    private async Task TellAsync(
        Assignment record, RepairProblem problem, string detail, Assignment? changed, CancellationToken cancellationToken)
    {
        // Since the record was listed, others may have changed it, and then what the object is like says nothing about it.
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
        await run.TellAsync(finding, changed is null ? null : token => WriteAsync(record, changed, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> WriteAsync(Assignment record, Assignment changed, CancellationToken cancellationToken)
    {
        try
        {
            await records.UpdateAsync(record, changed, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ImageStorageException conflict) when (conflict.Error == ImageStorageError.AssignmentConflict)
        {
            return false;
        }
    }
}
