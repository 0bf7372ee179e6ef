using ImageStorage.Diagnostics;
using ImageStorage.Images;
using ImageStorage.Objects;
using ImageStorage.Records;
using ImageStorage.Records.Mapping;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Creation;

/// <summary>
/// The flow of the main job over two stores that share no transaction: the record says pending before the object is written and success
/// after. Wherever this stops, the record tells what a repair, or the same call again, has to do.
/// </summary>
internal sealed class ImageCreation(
    IImageGenerator generator, IImageOptimizer optimizer, IObjectStore objects, IAssignmentRepository records, UploadOutcome outcome,
    ImageStorageConfiguration configuration, int maxAttempts, ILogger logger, TimeProvider timeProvider)
{
    private readonly PictureMaking _making = new(generator, optimizer, configuration);
    private readonly PictureReuse _reuse = new(records, objects, configuration, logger);
    private readonly UploadRecords _uploads = new(records, objects, outcome, logger, timeProvider);

    public async Task<AssignmentImage> CreateAsync(
        string assignmentId, NewImageRequest request, string correlationId, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        AssignmentId.Validate(assignmentId);
        var existing = await records.FindAsync(assignmentId, cancellationToken).ConfigureAwait(false);
        // What an unfinished call left is nobody else's to protect, and what is gone cannot be lost.
        var found = existing is { HasImage: true } ? await objects.HeadAsync(existing.S3ImageKey, cancellationToken).ConfigureAwait(false) : null;
        var isMissing = existing is { HasImage: true } && found is null;
        var ownLeftover = IsUnfinished(existing) && found?.Sha256 is { } hash && hash == existing!.ImageMetadata?.Sha256;
        if (existing is not null && await ReuseAsync(existing, found, request, cancellationToken).ConfigureAwait(false) is { } reused)
            return Result(reused, optimized: reused.ImageMetadata?.Format == ImageFormat.WebP.Name()) with { Reused = true };

        var (copy, warning) = await _reuse.FindAsync(assignmentId, existing, request, cancellationToken).ConfigureAwait(false);
        var picture = copy ?? await _making.MakeAsync(assignmentId, existing, request, progress, cancellationToken).ConfigureAwait(false);
        var pending = Pending(assignmentId, existing, request, picture);
        (pending, var former) = await _uploads.BeginAsync(
            existing, pending, record => request.Force || (isMissing && record == existing), request.MustBeNew, cancellationToken).ConfigureAwait(false);

        var (recorded, attempts) = await StoreAsync().ConfigureAwait(false);
        await _uploads.DeleteFormerAsync(former, recorded).ConfigureAwait(false);
        if (!picture.Reused)
            Telemetry.BytesSaved.Add(picture.Metadata!.OriginalSizeBytes - picture.Metadata!.OptimizedSizeBytes);
        progress?.Report(new ImageProgress(assignmentId, ImageStage.Recorded));
        return Result(recorded, picture.Optimized) with
        {
            Attempts = attempts,
            Reused = picture.Reused,
            Warning = StorablePicture.JoinWarnings(warning, picture.Warning),
        };

        async Task<(Assignment Recorded, int Attempts)> StoreAsync()
        {
            var upload = picture.ToUpload(assignmentId, pending.TeacherId, correlationId, timeProvider.GetUtcNow()) with
            {
                Overwrite = request.Force || ownLeftover,
                Permanent = request.Permanent,
                Attempts = AttemptProgress.For(progress, assignmentId, maxAttempts),
            };
            try
            {
                var stored = await objects.PutAsync(upload, cancellationToken).ConfigureAwait(false);
                return (await _uploads.SucceedAsync(pending, stored.Attempts).ConfigureAwait(false), stored.Attempts);
            }
            catch (ImageStorageException exception) when (exception.Error != ImageStorageError.AssignmentConflict)
            {
                if (await _uploads.SettleFailureAsync(former, pending, exception).ConfigureAwait(false) is { } storedAllTheSame)
                    return (storedAllTheSame, exception.Attempts);
                throw;
            }
        }

        AssignmentImage Result(Assignment assignment, bool optimized) => new()
        {
            Assignment = assignment,
            Url = outcome.PublicUrl(assignment),
            Optimized = optimized,
            Duration = timeProvider.GetElapsedTime(started),
            CorrelationId = correlationId,
        };
    }

    /// <summary>Answers a call that was made before: with the finished picture, or by finishing what a crash left.</summary>
    private async Task<Assignment?> ReuseAsync(
        Assignment existing, StoredObject? found, NewImageRequest request, CancellationToken cancellationToken)
    {
        var sameWish = request.Source is null
            && (request.Prompt is null || request.Prompt == existing.Prompt)
            && (request.ModelId is null || request.ModelId == existing.ImageMetadata?.Model)
            && (request.Seed is null || request.Seed == existing.ImageMetadata?.Seed);

        if (request.MustBeNew && !(sameWish && IsUnfinished(existing)))
        {
            throw new ImageStorageException(
                ImageStorageError.AssignmentAlreadyExists,
                $"There is an assignment '{existing.AssignmentId}' already. Choose another id, or use New-AssignmentImage to give it a picture.");
        }

        if (found is null || request.Force || request.Source is not null)
            return null;
        var isItsPicture = existing.ImageMetadata?.Sha256 is not { } expected || found.Sha256 == expected;
        // A picture that is to be generated would be paid for before the store could refuse it.
        if (existing.S3UploadStatus == S3UploadStatus.Success && !sameWish)
            throw UploadRecords.AlreadyThere(existing.AssignmentId, "of another prompt, model or seed");
        if (!isItsPicture)
            throw UploadRecords.AlreadyThere(existing.AssignmentId, "that is not the one its record tells of");
        if (existing.S3UploadStatus != S3UploadStatus.Success)
            return sameWish ? await _uploads.SucceedAsync(existing, existing.S3UploadAttempts).ConfigureAwait(false) : null;
        return await KeepAsync(existing, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The picture stays; what else was asked for is done.</summary>
    private async Task<Assignment> KeepAsync(Assignment existing, NewImageRequest request, CancellationToken cancellationToken)
    {
        if (request.Permanent)
            await objects.MakePermanentAsync(existing.S3ImageKey, cancellationToken).ConfigureAwait(false);

        var wanted = existing with
        {
            TeacherId = request.TeacherId ?? existing.TeacherId,
            QuestionAnswers = request.QuestionAnswers ?? existing.QuestionAnswers,
        };
        return wanted == existing ? existing : await records.UpdateAsync(existing, wanted, cancellationToken).ConfigureAwait(false);
    }

    private Assignment Pending(
        string assignmentId, Assignment? existing, NewImageRequest request, StorablePicture picture)
    {
        var known = existing ?? new Assignment
        {
            AssignmentId = assignmentId,
            TeacherId = Environment.UserName,
            Prompt = request.Source?.Name ?? "",
            CreatedAt = EpochSeconds.Now(timeProvider),
        };
        return known with
        {
            TeacherId = request.TeacherId ?? known.TeacherId,
            Prompt = request.Prompt ?? known.Prompt,
            QuestionAnswers = request.QuestionAnswers ?? known.QuestionAnswers,
            S3ImageKey = ObjectKey.For(assignmentId, picture.Format),
            S3UploadStatus = S3UploadStatus.Pending,
            S3UploadAttempts = 0,
            S3UploadStartedAt = EpochSeconds.Now(timeProvider),
            S3UploadError = null,
            ImageMetadata = picture.Metadata,
        };
    }

    private static bool IsUnfinished(Assignment? assignment) =>
        assignment is { HasImage: true, S3UploadStatus: S3UploadStatus.Pending or S3UploadStatus.Failed };
}
