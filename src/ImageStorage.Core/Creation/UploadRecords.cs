using ImageStorage.Diagnostics;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Creation;

/// <summary>
/// Keeps an assignment's record correct before, during and after an upload, although other processes may change it: in doubt the
/// record is made to match the object.
/// </summary>
internal sealed class UploadRecords(
    IAssignmentRepository records, IObjectStore objects, UploadOutcome outcome, ILogger logger, TimeProvider timeProvider)
{
    // For each request after a failure, because the call itself may have no time left.
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Writes that an upload begins. When another call for the same assignment was faster, this one continues from its record.</summary>
    /// <param name="existing">The picture that existed when the call began.</param>
    /// <param name="pending">The record to write.</param>
    /// <param name="request">Whether a finished picture may be replaced, and whether a record that another call adds meanwhile is an error.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The record as it is now, and as it was right before.</returns>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ImageAlreadyExists"/> and the storage errors.</exception>
    public async Task<(Assignment Pending, Assignment? Former)> BeginAsync(
        ExistingPicture existing, Assignment pending, NewImageRequest request, CancellationToken cancellationToken)
    {
        var current = existing.Record;
        while (true)
        {
            RequireReplaceable(existing, current, pending.S3ImageKey, Hash(pending), request);
            try
            {
                if (current is not null)
                {
                    var begun = pending with { CreatedAt = current.CreatedAt };
                    return (await records.UpdateAsync(current, begun, cancellationToken).ConfigureAwait(false), current);
                }

                await records.InsertAsync(pending, cancellationToken).ConfigureAwait(false);
                return (pending, null);
            }
            // A plan is carried out on the record that it was compared with, or not at all.
            catch (ImageStorageException race) when (
                request.PlanFingerprint is not null && race.Error == ImageStorageError.AssignmentAlreadyExists)
            {
                throw MadeMeanwhile(pending.AssignmentId, race);
            }
            catch (ImageStorageException race) when (request.PlanFingerprint is null
                && (race.Error == ImageStorageError.AssignmentConflict
                    || (race.Error == ImageStorageError.AssignmentAlreadyExists && !request.MustBeNew)))
            {
                var now = await records.FindAsync(pending.AssignmentId, cancellationToken).ConfigureAwait(false);
                if (now is null || now.Revision == current?.Revision)
                    throw;
                current = now;
            }
        }
    }

    /// <summary>Refuses to replace a finished picture that nobody allowed to replace.</summary>
    /// <param name="existing">The picture that existed when the call began.</param>
    /// <param name="current">The record as it is now.</param>
    /// <param name="key">The key of the new picture.</param>
    /// <param name="sha256">Its SHA-256; null before it is made.</param>
    /// <param name="request">Whether a finished picture may be replaced.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ImageAlreadyExists"/>.</exception>
    public static void RequireReplaceable(ExistingPicture existing, Assignment? current, string key, string? sha256, NewImageRequest request)
    {
        if (current?.S3UploadStatus == S3UploadStatus.Success && !request.Force && !existing.MayBeReplaced(current)
            && !(current.S3ImageKey == key && Hash(current) == sha256))
        {
            throw PictureExists(current.AssignmentId, "with other bytes");
        }
    }

    /// <summary>Writes that the object is stored. Not cancelled: the object is there, and the record must say so.</summary>
    /// <param name="pending">The record as this call left it.</param>
    /// <param name="attempts">How many attempts the store took.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.AssignmentConflict"/> when another call has stored another picture since.
    /// </exception>
    public async Task<Assignment> SucceedAsync(Assignment pending, int attempts)
    {
        var current = pending;
        while (true)
        {
            try
            {
                return await records.UpdateAsync(current, outcome.Success(pending, attempts), CancellationToken.None).ConfigureAwait(false);
            }
            catch (ImageStorageException conflict) when (conflict.Error == ImageStorageError.AssignmentConflict)
            {
                var now = await records.FindAsync(pending.AssignmentId, CancellationToken.None).ConfigureAwait(false);
                if (now is null || now.Revision == current.Revision)
                    throw;
                if (IsSamePicture(now, pending) && now.S3UploadStatus == S3UploadStatus.Success)
                    return now;
                if (!IsSamePicture(now, pending) && await StoredHashAsync(pending.S3ImageKey).ConfigureAwait(false) != Hash(pending))
                    throw;
                current = now;
            }
        }
    }

    /// <summary>
    /// Corrects the record after a failure: success when the object was stored all the same, the former record when the former object is
    /// there, no record when the object belongs to another, and else failed.
    /// </summary>
    /// <param name="former">The record right before the upload; null when there was none.</param>
    /// <param name="pending">The record as this call left it.</param>
    /// <param name="failure">What the store reported.</param>
    /// <returns>The record when the object was stored all the same; else null.</returns>
    public async Task<Assignment?> SettleFailureAsync(Assignment? former, Assignment pending, ImageStorageException failure)
    {
        try
        {
            var refused = IsRefusal(failure.Error);
            if (!refused && await StoredHashAsync(pending.S3ImageKey).ConfigureAwait(false) == Hash(pending))
                return await SucceedAsync(pending, failure.Attempts).ConfigureAwait(false);

            var formerIsIntact = former?.S3UploadStatus switch
            {
                S3UploadStatus.Success => refused || await StoredHashAsync(former.S3ImageKey).ConfigureAwait(false) == Hash(former),
                S3UploadStatus.NoImage => refused,
                _ => false,
            };
            var settled = formerIsIntact ? former! : UploadOutcome.Failure(pending, failure.Attempts, $"{failure.Error}: {failure.Message}");
            using var timeout = new CancellationTokenSource(SettleTimeout, timeProvider);
            // Also before a deletion, so that a record that another process has changed meanwhile is not deleted.
            await records.UpdateAsync(pending, settled, timeout.Token).ConfigureAwait(false);
            if (former is null && failure.Error == ImageStorageError.ImageAlreadyExists)
                await records.DeleteAsync(pending.AssignmentId, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ImageStorageException or OperationCanceledException)
        {
            // The failure of the object matters more to the user than this one. The record stays pending until a repair or the next call.
            Warn("SettleFailure", pending.AssignmentId, null, exception.Message, exception as ImageStorageException);
        }

        return null;
    }

    /// <summary>A picture that is now stored in another format has another key; no record names the former object any more.</summary>
    /// <param name="former">The record right before the upload.</param>
    /// <param name="recorded">The record now.</param>
    public async Task DeleteFormerAsync(Assignment? former, Assignment recorded)
    {
        // The record may name another assignment's picture, which stays.
        if (former is null || former.S3ImageKey == recorded.S3ImageKey || !ObjectKey.IsOf(former.S3ImageKey, former.AssignmentId))
            return;
        try
        {
            await objects.DeleteAsync(ObjectKey.Parse(former.S3ImageKey), CancellationToken.None).ConfigureAwait(false);
        }
        catch (ImageStorageException exception)
        {
            const string Detail = "The object stays without a record; Repair-AssignmentImage lists it.";
            Warn("DeleteFormer", former.AssignmentId, former.S3ImageKey, Detail, exception);
        }
    }

    public static ImageStorageException PictureExists(string assignmentId, string what) => new(
        ImageStorageError.ImageAlreadyExists, $"Assignment '{assignmentId}' has a picture {what}. Use -Force to replace it.");

    private static ImageStorageException MadeMeanwhile(string assignmentId, ImageStorageException race) => new(
        ImageStorageError.AssignmentConflict,
        $"The picture of '{assignmentId}' was not stored, because another call has made the assignment in the meantime. "
        + "Make the plan again with -WhatIf -Plan.",
        race);

    /// <summary>The hash of what is stored; null when there is nothing, or the store does not answer in time.</summary>
    private async Task<string?> StoredHashAsync(string key)
    {
        try
        {
            using var timeout = new CancellationTokenSource(SettleTimeout, timeProvider);
            return (await objects.HeadAsync(ObjectKey.Parse(key), timeout.Token).ConfigureAwait(false))?.Sha256;
        }
        catch (Exception exception) when (exception is ImageStorageException or OperationCanceledException)
        {
            return null;
        }
    }

    private void Warn(string operation, string assignmentId, string? key, string detail, ImageStorageException? exception) => new OperationEntry
    {
        Operation = operation,
        Result = "failure",
        Key = key,
        AssignmentId = assignmentId,
        ErrorCode = exception?.Error.ToString(),
        Detail = detail,
    }.Write(logger, LogLevel.Warning);

    private static bool IsSamePicture(Assignment one, Assignment other) => one.S3ImageKey == other.S3ImageKey && Hash(one) == Hash(other);

    // Never null, which would equal the hash of a missing object.
    private static string Hash(Assignment assignment) => assignment.ImageMetadata?.Sha256 ?? "unknown";

    private static bool IsRefusal(ImageStorageError error) => error
        is ImageStorageError.ImageAlreadyExists or ImageStorageError.StorageAccessDenied or ImageStorageError.BucketNotFound
        or ImageStorageError.CredentialsNotFound or ImageStorageError.ConfigurationInvalid;
}
