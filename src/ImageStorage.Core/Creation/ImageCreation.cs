using ImageStorage.Diagnostics;
using ImageStorage.Images;
using ImageStorage.Objects;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Creation;

/// <summary>
/// The flow of the main job over two stores that share no transaction: the record says pending before the object is written and success
/// after. Wherever this stops, the record shows what a repair, or the same call again, has to do.
/// </summary>
internal sealed class ImageCreation
{
    private readonly IObjectStore _objects;
    private readonly IAssignmentRepository _records;
    private readonly UploadOutcome _outcome;
    private readonly TimeProvider _timeProvider;
    private readonly UploadRecords _uploads;
    private readonly ExistingPictureAnswer _answer;
    private readonly PictureReuse _reuse;
    private readonly PictureMaking _making;
    private readonly CreationPlanning _planning;

    public ImageCreation(
        IImageGenerator generator, IImageOptimizer optimizer, IObjectStore objects, IAssignmentRepository records, UploadOutcome outcome,
        ServiceContext context)
    {
        _objects = objects;
        _records = records;
        _outcome = outcome;
        _timeProvider = context.Time;
        _uploads = new UploadRecords(records, objects, outcome, context.Logger, context.Time);
        _answer = new ExistingPictureAnswer(records, objects, _uploads);
        _reuse = new PictureReuse(records, objects, context.Configuration, context.Logger);
        _making = new PictureMaking(generator, optimizer, context.Configuration);
        _planning = new CreationPlanning(objects, _reuse, _making, context.Configuration);
    }

    public async Task<AssignmentImage> CreateAsync(
        string assignmentId, NewImageRequest request, string correlationId, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        var call = new Call(AssignmentId.Validate(assignmentId), request, correlationId, progress, _timeProvider.GetTimestamp());
        var existing = await FindExistingAsync(assignmentId, cancellationToken).ConfigureAwait(false);
        if (request.PlanFingerprint is not null)
            await RequirePlannedAsync(assignmentId, existing, request, cancellationToken).ConfigureAwait(false);
        if (await _answer.FindAsync(existing, request, cancellationToken).ConfigureAwait(false) is { } answer)
            return Result(call, answer, optimized: answer.ImageMetadata?.Format == ImageFormat.WebP.Name()) with { Reused = true };

        var picture = await CopyOrMakeAsync(call, existing.Record, cancellationToken).ConfigureAwait(false);
        var (pending, former) = await _uploads
            .BeginAsync(existing, Pending(call, existing.Record, picture), request, cancellationToken)
            .ConfigureAwait(false);
        var (recorded, attempts) = await StoreAsync(call, existing, picture, pending, former, cancellationToken).ConfigureAwait(false);
        await _uploads.DeleteFormerAsync(former, recorded).ConfigureAwait(false);

        if (!picture.Reused)
            Telemetry.BytesSaved.Add(picture.Metadata!.OriginalSizeBytes - picture.Metadata.OptimizedSizeBytes);
        progress?.Report(new ImageProgress(assignmentId, ImageStage.Recorded));
        return Result(call, recorded, picture.Optimized) with { Attempts = attempts, Reused = picture.Reused, Warning = picture.Warning };
    }

    /// <summary>What <see cref="CreateAsync"/> would do; reads only.</summary>
    public async Task<ImagePlanItem> PlanAsync(string assignmentId, NewImageRequest request, CancellationToken cancellationToken)
    {
        var existing = await FindExistingAsync(AssignmentId.Validate(assignmentId), cancellationToken).ConfigureAwait(false);
        var item = await _planning.PlanAsync(assignmentId, existing, request, cancellationToken).ConfigureAwait(false);
        return IsAsPlanned(item, request) ? item : item with { Action = PlanAction.Conflict, Reason = Changed(item).Message };
    }

    private async Task RequirePlannedAsync(
        string assignmentId, ExistingPicture existing, NewImageRequest request, CancellationToken cancellationToken)
    {
        var now = await _planning.PlanAsync(assignmentId, existing, request, cancellationToken).ConfigureAwait(false);
        if (!IsAsPlanned(now, request))
            throw Changed(now);
    }

    private static bool IsAsPlanned(ImagePlanItem now, NewImageRequest request) =>
        request.PlanFingerprint is null || request.PlanFingerprint == now.Fingerprint;

    private static ImageStorageException Changed(ImagePlanItem now) => new(
        ImageStorageError.AssignmentConflict,
        $"Nothing was done for '{now.AssignmentId}', because it is no longer as the plan found it. Now it would be {now.Action}: {now.Reason} "
        + "Make the plan again with -WhatIf -Plan.");

    private async Task<ExistingPicture> FindExistingAsync(string assignmentId, CancellationToken cancellationToken)
    {
        var record = await _records.FindAsync(assignmentId, cancellationToken).ConfigureAwait(false);
        var stored = record is { HasImage: true }
            ? await _objects.HeadAsync(ObjectKey.Parse(record.S3ImageKey), cancellationToken).ConfigureAwait(false)
            : null;
        return new ExistingPicture(record, stored);
    }

    private async Task<StorablePicture> CopyOrMakeAsync(Call call, Assignment? record, CancellationToken cancellationToken)
    {
        var (copy, warning) = await _reuse.FindAsync(call.AssignmentId, record, call.Request, cancellationToken).ConfigureAwait(false);
        var picture = copy
            ?? await _making.MakeAsync(call.AssignmentId, record, call.Request, call.Progress, cancellationToken).ConfigureAwait(false);
        return picture with { Warning = StorablePicture.JoinWarnings(warning, picture.Warning) };
    }

    private Assignment Pending(Call call, Assignment? record, StorablePicture picture)
    {
        var request = call.Request;
        var known = record ?? new Assignment
        {
            AssignmentId = call.AssignmentId,
            TeacherId = Environment.UserName,
            Prompt = request.Source?.Name ?? "",
            CreatedAt = EpochSeconds.Now(_timeProvider),
        };
        return known with
        {
            TeacherId = request.TeacherId ?? known.TeacherId,
            Prompt = request.Prompt ?? known.Prompt,
            QuestionAnswers = request.QuestionAnswers ?? known.QuestionAnswers,
            S3ImageKey = ObjectKey.For(call.AssignmentId, picture.Format),
            S3UploadStatus = S3UploadStatus.Pending,
            S3UploadAttempts = 0,
            S3UploadStartedAt = EpochSeconds.Now(_timeProvider),
            S3UploadError = null,
            ImageMetadata = picture.Metadata,
        };
    }

    /// <summary>Stores the object and writes the result into the record.</summary>
    private async Task<(Assignment Recorded, int Attempts)> StoreAsync(
        Call call, ExistingPicture existing, StorablePicture picture, Assignment pending, Assignment? former, CancellationToken cancellationToken)
    {
        var upload = picture.ToUpload(call.AssignmentId, pending.TeacherId, call.CorrelationId, _timeProvider.GetUtcNow()) with
        {
            Overwrite = existing.IsOverwrittenBy(call.Request),
            Permanent = call.Request.Permanent,
            Attempts = AttemptProgress.For(call.Progress, call.AssignmentId),
        };
        try
        {
            var stored = await _objects.PutAsync(upload, cancellationToken).ConfigureAwait(false);
            return (await _uploads.SucceedAsync(pending, stored.Attempts).ConfigureAwait(false), stored.Attempts);
        }
        catch (ImageStorageException exception) when (exception.Error != ImageStorageError.AssignmentConflict)
        {
            if (await _uploads.SettleFailureAsync(former, pending, exception).ConfigureAwait(false) is { } storedAllTheSame)
                return (storedAllTheSame, exception.Attempts);
            throw;
        }
    }

    private AssignmentImage Result(Call call, Assignment record, bool optimized) => new()
    {
        Assignment = record,
        Url = _outcome.PublicUrl(record),
        Optimized = optimized,
        Duration = _timeProvider.GetElapsedTime(call.Started),
        CorrelationId = call.CorrelationId,
    };

    /// <summary>The values that all steps share.</summary>
    private sealed record Call(
        string AssignmentId, NewImageRequest Request, string CorrelationId, IProgress<ImageProgress>? Progress, long Started);
}
