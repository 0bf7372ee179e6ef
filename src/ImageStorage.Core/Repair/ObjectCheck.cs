using System.Runtime.CompilerServices;
using ImageStorage.Trash;

namespace ImageStorage.Repair;

/// <summary>Checks every object against the record of the assignment in its key. Runs after all records were read.</summary>
internal sealed class ObjectCheck(
    IAssignmentRepository records, IObjectStore objects, AssignmentTrash trash, ForeignKeys foreignKeys, RepairRun run)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Parallel.ForEachAsync(
            ReadAsync(cancellationToken),
            run.Parallel(cancellationToken),
            async (listed, token) =>
            {
                await CheckAsync(listed, token).ConfigureAwait(false);
                run.CountObject();
            }).ConfigureAwait(false);
        await run.ReleaseAsync(RepairAction.Remove, run.Objects, "images have no record", cancellationToken).ConfigureAwait(false);
    }

    private async IAsyncEnumerable<ListedObject> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var listing = objects.List();
        while (await listing.ReadAsync(cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var listed in page)
                yield return listed;
        }
    }

    private async Task CheckAsync(ListedObject listed, CancellationToken cancellationToken)
    {
        var assignmentId = listed.Key.AssignmentId;
        if (run.IsYoung(listed.LastModified) || !await IsOrphanAsync(assignmentId, listed.Key, cancellationToken).ConfigureAwait(false))
            return;
        var stored = await objects.HeadAsync(listed.Key, cancellationToken).ConfigureAwait(false);
        // Gone meanwhile, or stored without a record on purpose.
        if (stored is null or { Metadata.WithoutRecord: true })
            return;

        var finding = new RepairFinding
        {
            AssignmentId = assignmentId,
            Key = listed.Key,
            Problem = RepairProblem.OrphanObject,
            Action = run.RemoveOrphans ? RepairAction.Remove : RepairAction.None,
            Detail = $"No record names this object of {listed.SizeBytes:N0} bytes, written {listed.LastModified.UtcDateTime:u}."
                + (run.RemoveOrphans ? "" : " -RemoveOrphan deletes it; Restore-AssignmentImage brings it back."),
        };
        if (run.RemoveOrphans)
        {
            run.Hold(new HeldRepair(
                finding, token => RemoveAsync(assignmentId, listed.Key, token), stored.Metadata.TeacherId, listed.LastModified));
        }
        else
            await run.ReportAsync(finding, mend: null, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsOrphanAsync(string assignmentId, ObjectKey key, CancellationToken cancellationToken)
    {
        var record = await records.FindAsync(assignmentId, cancellationToken).ConfigureAwait(false);
        // While a picture is replaced by one of another format, the record names the new key; if that fails, it names the old one again.
        return record?.S3ImageKey != key && (record is null || !run.IsInProgress(record)) && !foreignKeys.Contains(key);
    }

    private async Task<string?> RemoveAsync(string assignmentId, ObjectKey key, CancellationToken cancellationToken)
    {
        // Checked again, because the approval may have taken a while.
        if (!await IsOrphanAsync(assignmentId, key, cancellationToken).ConfigureAwait(false)
            || await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false) is not { } picture)
        {
            return null;
        }

        var removal = await trash.KeepPictureAsync(assignmentId, record: null, picture, cancellationToken).ConfigureAwait(false);
        await trash.DeleteAsync(picture, cancellationToken).ConfigureAwait(false);
        return $" Restore-AssignmentImage {assignmentId} brings it back"
            + (removal.RestorableUntil is { } until ? $" until {until.UtcDateTime:yyyy-MM-dd}." : ".");
    }
}
