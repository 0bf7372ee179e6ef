namespace ImageStorage.Creation;

/// <summary>Answers a call from the picture that is there: the finished one, or one whose record an earlier call did not finish.</summary>
internal sealed class ExistingPictureAnswer(IAssignmentRepository records, IObjectStore objects, UploadRecords uploads)
{
    /// <summary>The record of the picture that answers the request; null when a picture must be made.</summary>
    /// <param name="existing">What is there.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.AssignmentAlreadyExists"/>, <see cref="ImageStorageError.ImageAlreadyExists"/> and the storage errors.
    /// </exception>
    public async Task<Assignment?> FindAsync(ExistingPicture existing, NewImageRequest request, CancellationToken cancellationToken)
    {
        return Decide(existing, request) switch
        {
            ExistingPictureUse.Keep => await KeepAsync(existing.Record!, request, cancellationToken).ConfigureAwait(false),
            ExistingPictureUse.Finish =>
                await uploads.SucceedAsync(existing.Record!, existing.Record!.S3UploadAttempts).ConfigureAwait(false),
            _ => null,
        };
    }

    /// <summary>Decides without changing anything.</summary>
    /// <param name="existing">What is there.</param>
    /// <param name="request">What is asked for.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.AssignmentAlreadyExists"/>, <see cref="ImageStorageError.ImageAlreadyExists"/>.
    /// </exception>
    public static ExistingPictureUse Decide(ExistingPicture existing, NewImageRequest request)
    {
        if (existing.Record is not { } record)
            return ExistingPictureUse.None;
        var isAskedFor = existing.IsAskedForBy(request);
        if (request.MustBeNew && !(isAskedFor && existing.IsUnfinished))
            throw AlreadyExists(record.AssignmentId);

        if (existing.State is PictureState.None or PictureState.Missing || request.Force || request.Source is not null)
            return ExistingPictureUse.None;
        // Refused before the picture is generated and paid for; the store would refuse it only afterwards.
        if (record.S3UploadStatus == S3UploadStatus.Success && !isAskedFor)
            throw UploadRecords.PictureExists(record.AssignmentId, "of another prompt, model or seed");
        if (existing.State == PictureState.Foreign)
            throw UploadRecords.PictureExists(record.AssignmentId, "that is not the one its record describes");
        if (existing.State == PictureState.Finished)
            return ExistingPictureUse.Keep;
        return isAskedFor ? ExistingPictureUse.Finish : ExistingPictureUse.None;
    }

    /// <summary>The record of a picture that stays, with the teacher and the questions as asked.</summary>
    public static Assignment Wanted(Assignment record, NewImageRequest request) => record with
    {
        TeacherId = request.TeacherId ?? record.TeacherId,
        QuestionAnswers = request.QuestionAnswers ?? record.QuestionAnswers,
    };

    public static ImageStorageException AlreadyExists(string assignmentId) => new(
        ImageStorageError.AssignmentAlreadyExists,
        $"There is an assignment '{assignmentId}' already. Choose another id, or use New-AssignmentImage to give it a picture.");

    /// <summary>The picture stays; the tag, the teacher and the questions are changed as asked.</summary>
    private async Task<Assignment> KeepAsync(Assignment record, NewImageRequest request, CancellationToken cancellationToken)
    {
        if (request.Permanent)
            await objects.MakePermanentAsync(ObjectKey.Parse(record.S3ImageKey), cancellationToken).ConfigureAwait(false);

        var wanted = Wanted(record, request);
        return wanted == record ? record : await records.UpdateAsync(record, wanted, cancellationToken).ConfigureAwait(false);
    }
}
