using ImageStorage.Diagnostics;
using ImageStorage.Objects;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Trash;

/// <inheritdoc />
internal sealed class RestoreService(
    IAssignmentRepository records, IAnswerRepository answers, AssignmentTrash trash, OperationRunner operations) : IRestoreService
{
    public Task<Restoration> RestoreAsync(string assignmentId, CancellationToken cancellationToken) => operations.RunAsync(
        "RestoreAssignment", assignmentId, (_, token) => RunAsync(AssignmentId.Validate(assignmentId), token), cancellationToken);

    private async Task<Restoration> RunAsync(string assignmentId, CancellationToken cancellationToken)
    {
        var note = await trash.FindAsync(assignmentId, cancellationToken).ConfigureAwait(false) ?? throw NothingThere(assignmentId);
        var current = await records.FindAsync(assignmentId, cancellationToken).ConfigureAwait(false);
        RequirePlace(note, current);

        // The record last: it names the picture, and with it students may answer again.
        var picture = note.Picture is null ? null : await trash.BringBackAsync(note.Picture, cancellationToken).ConfigureAwait(false);
        if (note.Answers.Count > 0)
            await answers.AddAsync(note.Answers, cancellationToken).ConfigureAwait(false);
        var record = await WriteRecordAsync(note, current, cancellationToken).ConfigureAwait(false);
        await trash.ForgetAsync(note, cancellationToken).ConfigureAwait(false);
        return new Restoration(record, picture);
    }

    /// <summary>Refuses before anything is changed when another record, or one with another picture, has the place.</summary>
    private static void RequirePlace(TrashNote note, Assignment? current)
    {
        if (note.Record is not { } former || current is null || IsRestored(former, current, note))
            return;
        if (note.IsRecordRemoved)
        {
            throw new ImageStorageException(
                ImageStorageError.AssignmentAlreadyExists,
                $"There is another assignment '{note.AssignmentId}' by now, so the removed one was not brought back; nothing was changed. "
                + "Decide for one of the two: removing the assignment that is there replaces the removed one in the trash.");
        }

        if (current.S3UploadStatus is not (S3UploadStatus.NoImage or S3UploadStatus.Failed))
        {
            throw new ImageStorageException(
                ImageStorageError.ImageAlreadyExists,
                $"Assignment '{note.AssignmentId}' has another image by now, or one is being made, so the deleted one was not brought back; "
                + "nothing was changed. Decide for one of the two: removing the image that is there replaces the deleted one in the trash.");
        }
    }

    private async Task<Assignment?> WriteRecordAsync(TrashNote note, Assignment? current, CancellationToken cancellationToken)
    {
        if (note.Record is not { } former)
            return current?.S3ImageKey == note.Picture?.Key ? current : null;
        if (current is null)
        {
            await records.InsertAsync(former, cancellationToken).ConfigureAwait(false);
            return former;
        }

        return IsRestored(former, current, note)
            ? current
            : await records.UpdateAsync(current, WithPicture(current, former), cancellationToken).ConfigureAwait(false);
    }

    private static bool IsRestored(Assignment former, Assignment current, TrashNote note) =>
        AssignmentMapper.Changes(current, note.IsRecordRemoved ? former : WithPicture(current, former)).Count == 0;

    // What else was changed since, for example the questions, stays.
    private static Assignment WithPicture(Assignment current, Assignment former) => current with
    {
        S3ImageKey = former.S3ImageKey,
        CloudFrontUrl = former.CloudFrontUrl,
        ImageMetadata = former.ImageMetadata,
        S3UploadStatus = former.S3UploadStatus,
        S3UploadAttempts = former.S3UploadAttempts,
        S3UploadStartedAt = former.S3UploadStartedAt,
        S3UploadError = former.S3UploadError,
    };

    private static ImageStorageException NothingThere(string assignmentId) => new(
        ImageStorageError.ImageNotFound,
        $"The trash has nothing of '{assignmentId}': nothing of it was removed, it was brought back before, or the trash was emptied since "
        + $"(an image is kept for {TrashRule.KeptFor.Days} days by default). New-AssignmentImage -AssignmentId {assignmentId} makes a new image.");
}
