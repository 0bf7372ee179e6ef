using System.Security.Cryptography;
using ImageStorage.Diagnostics;
using ImageStorage.Records;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Service;

/// <summary>
/// The flow of the main job over two stores that share no transaction: the record says pending before the object is written and success
/// after. Wherever this stops, the record tells what a repair, or the same call again, has to do.
/// </summary>
internal sealed class ImageCreation(
    IImageGenerator generator, IImageOptimizer optimizer, IObjectStore objects, IAssignmentRepository records, UploadOutcome outcome,
    ImageStorageConfiguration configuration, int maxAttempts, ILogger logger, TimeProvider timeProvider)
{
    // How long the record of a failure may take when the call itself has no time left.
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromSeconds(10);

    public async Task<AssignmentImage> CreateAsync(
        string assignmentId, NewImageRequest request, string correlationId, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        var started = timeProvider.GetTimestamp();
        AssignmentId.Validate(assignmentId);
        var existing = await records.FindAsync(assignmentId, cancellationToken).ConfigureAwait(false);
        var ownLeftover = await HasOwnLeftoverAsync(existing, cancellationToken).ConfigureAwait(false);
        if (existing is not null && await ReuseAsync(existing, ownLeftover, request).ConfigureAwait(false) is { } reused)
            return Result(reused, optimized: reused.ImageMetadata?.Format == ImageFormat.WebP.Name()) with { Reused = true };

        var picture = await MakeAsync(assignmentId, existing, request, progress, cancellationToken).ConfigureAwait(false);
        var (generated, optimized) = picture;
        var sha256 = SHA256.HashData(optimized.Data);
        var pending = Pending(assignmentId, existing, request, picture, Convert.ToHexStringLower(sha256));
        if (existing is { HasImage: true, S3UploadStatus: S3UploadStatus.Success } && existing.S3ImageKey != pending.S3ImageKey && !request.Force)
            throw AlreadyThere(assignmentId, "in another format");
        pending = await WritePendingAsync(existing, pending, cancellationToken).ConfigureAwait(false);

        var stored = await StoreAsync().ConfigureAwait(false);
        var recorded = await WriteSuccessAsync(pending, stored.Attempts).ConfigureAwait(false);
        await DeleteFormerAsync(existing, recorded).ConfigureAwait(false);
        Telemetry.BytesSaved.Add(optimized.OriginalSizeBytes - optimized.OptimizedSizeBytes);
        progress?.Report(new ImageProgress(assignmentId, ImageStage.Recorded));
        return Result(recorded, optimized.Optimized) with { Attempts = stored.Attempts, Warning = Warning(generated, optimized) };

        async Task<StoredObject> StoreAsync()
        {
            var upload = new ObjectUpload
            {
                Key = pending.S3ImageKey,
                Data = optimized.Data,
                Sha256 = sha256,
                ContentType = optimized.Format.ContentType(),
                Metadata = new ObjectMetadata
                {
                    AssignmentId = assignmentId,
                    TeacherId = pending.TeacherId,
                    CreatedAt = timeProvider.GetUtcNow(),
                    OriginalFormat = optimized.OriginalFormat.Name(),
                    Optimized = optimized.Optimized,
                    Sha256 = Convert.ToHexStringLower(sha256),
                    CorrelationId = correlationId,
                },
                Overwrite = request.Force || ownLeftover,
                Permanent = request.Permanent,
                Attempts = AttemptProgress.For(progress, assignmentId, maxAttempts),
            };
            try
            {
                return await objects.PutAsync(upload, cancellationToken).ConfigureAwait(false);
            }
            catch (ImageStorageException exception)
            {
                await SettleFailureAsync(existing, pending, exception).ConfigureAwait(false);
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

    /// <summary>Tells whether the object under the record's key is what an unfinished call for the same assignment left: nobody else's to protect.</summary>
    private async Task<bool> HasOwnLeftoverAsync(Assignment? existing, CancellationToken cancellationToken)
    {
        if (!IsUnfinished(existing) || existing?.ImageMetadata?.Sha256 is not { } expected)
            return false;
        var stored = await objects.HeadAsync(existing.S3ImageKey, cancellationToken).ConfigureAwait(false);
        return stored?.Sha256 == expected;
    }

    /// <summary>Answers a call that was made before: with the finished picture, or by finishing what a crash left.</summary>
    private async Task<Assignment?> ReuseAsync(Assignment existing, bool ownLeftover, NewImageRequest request)
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

        if (!existing.HasImage || request.Force)
            return null;
        if (existing.S3UploadStatus != S3UploadStatus.Success)
            return sameWish && ownLeftover ? await WriteSuccessAsync(existing, existing.S3UploadAttempts).ConfigureAwait(false) : null;
        if (sameWish)
            return existing;

        // A picture that is brought along is for the store to compare; one to be generated would be paid for first.
        return request.Source is not null ? null : throw AlreadyThere(existing.AssignmentId, "of another prompt, model or seed");
    }

    private static ImageStorageException AlreadyThere(string assignmentId, string what) => new(
        ImageStorageError.ImageAlreadyExists, $"Assignment '{assignmentId}' has a picture {what}. Use -Force to replace it.");

    private async Task<(GeneratedImage? Generated, OptimizedImage Optimized)> MakeAsync(
        string assignmentId, Assignment? existing, NewImageRequest request, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new ImageProgress(assignmentId, ImageStage.Generating));
        GeneratedImage? generated = null;
        byte[] original;
        if (request.Source is not null)
        {
            original = await ImageReader.ReadAsync(request.Source, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var prompt = request.Prompt ?? existing?.Prompt;
            if (string.IsNullOrWhiteSpace(prompt))
                throw new ImageStorageException(ImageStorageError.PromptRejected, "The prompt is empty. Say in words what the picture shall show.");
            generated = await generator.GenerateAsync(
                new ImageGenerationRequest(prompt, request.ModelId ?? configuration.ImageModelId, request.Seed), cancellationToken).ConfigureAwait(false);
            original = generated.Data;
        }

        progress?.Report(new ImageProgress(assignmentId, ImageStage.Optimizing));
        var options = new OptimizationOptions { MarkAsGenerated = generated is not null };
        var name = request.Source?.Name ?? assignmentId;
        return (generated, await optimizer.OptimizeAsync(original, name, options, cancellationToken).ConfigureAwait(false));
    }

    private Assignment Pending(
        string assignmentId, Assignment? existing, NewImageRequest request, (GeneratedImage? Generated, OptimizedImage Optimized) picture, string sha256)
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
            S3ImageKey = ObjectKey.For(assignmentId, picture.Optimized.Format),
            S3UploadStatus = S3UploadStatus.Pending,
            S3UploadAttempts = 0,
            S3UploadStartedAt = EpochSeconds.Now(timeProvider),
            S3UploadError = null,
            ImageMetadata = new ImageMetadata
            {
                OriginalSizeBytes = picture.Optimized.OriginalSizeBytes,
                OptimizedSizeBytes = picture.Optimized.OptimizedSizeBytes,
                CompressionRatio = picture.Optimized.CompressionRatio,
                Format = picture.Optimized.Format.Name(),
                Dimensions = picture.Optimized.Dimensions,
                Sha256 = sha256,
                Model = picture.Generated?.ModelId,
                Seed = picture.Generated?.Seed,
                RequestId = picture.Generated?.RequestId,
                PriceUsd = picture.Generated?.PriceUsd,
            },
        };
    }

    private static string? Warning(GeneratedImage? generated, OptimizedImage optimized)
    {
        string[] warnings = [.. new[] { generated?.Warning, optimized.Warning }.OfType<string>()];
        return warnings.Length == 0 ? null : string.Join(' ', warnings);
    }

    private async Task<Assignment> WritePendingAsync(Assignment? existing, Assignment pending, CancellationToken cancellationToken)
    {
        if (existing is not null)
            return await records.UpdateAsync(existing, pending, cancellationToken).ConfigureAwait(false);

        await records.InsertAsync(pending, cancellationToken).ConfigureAwait(false);
        return pending;
    }

    /// <summary>Not cancelled: the object is there, and the record shall say so. Another process that made the same picture meanwhile is no conflict.</summary>
    private async Task<Assignment> WriteSuccessAsync(Assignment pending, int attempts)
    {
        var current = pending;
        while (true)
        {
            var success = outcome.Success(current, attempts);
            try
            {
                return await records.UpdateAsync(current, success, CancellationToken.None).ConfigureAwait(false);
            }
            catch (ImageStorageException conflict) when (conflict.Error == ImageStorageError.AssignmentConflict)
            {
                var now = await records.FindAsync(pending.AssignmentId, CancellationToken.None).ConfigureAwait(false);
                var samePicture = now?.S3ImageKey == pending.S3ImageKey && now.ImageMetadata?.Sha256 == pending.ImageMetadata?.Sha256;
                if (now is null || !samePicture || now.Revision == current.Revision)
                    throw;
                if (now.S3UploadStatus == S3UploadStatus.Success)
                    return now;
                current = now;
            }
        }
    }

    /// <summary>
    /// Makes the record true again: a store that refused has changed nothing, so the record is what it was before, or is gone when there
    /// was none and the object is somebody else's; after anything else the picture has failed.
    /// </summary>
    private async Task SettleFailureAsync(Assignment? existing, Assignment pending, ImageStorageException failure)
    {
        var isForeign = existing is null && failure.Error == ImageStorageError.ImageAlreadyExists;
        var formerIsIntact = existing?.S3UploadStatus is S3UploadStatus.Success or S3UploadStatus.NoImage && IsRefusal(failure.Error);
        var settled = formerIsIntact
            ? existing! with { Revision = pending.Revision }
            : UploadOutcome.Failure(pending, failure.Attempts, $"{failure.Error}: {failure.Message}");
        try
        {
            using var timeout = new CancellationTokenSource(SettleTimeout, timeProvider);
            // Also before a deletion: a record that another process has taken over by now is no longer this call's to delete.
            await records.UpdateAsync(pending, settled, timeout.Token).ConfigureAwait(false);
            if (isForeign)
                await records.DeleteAsync(pending.AssignmentId, timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is ImageStorageException or OperationCanceledException)
        {
            // The failure of the object is what the user must hear; the record stays pending, which a repair mends.
            new OperationEntry
            {
                Operation = "SettleFailure",
                Result = "failure",
                AssignmentId = pending.AssignmentId,
                ErrorCode = (exception as ImageStorageException)?.Error.ToString(),
                Detail = exception.Message,
            }.Write(logger, LogLevel.Warning);
        }
    }

    /// <summary>A picture that is now stored in another format has another key; what it was before is named by no record any more.</summary>
    private async Task DeleteFormerAsync(Assignment? existing, Assignment recorded)
    {
        if (existing is not { HasImage: true } || existing.S3ImageKey == recorded.S3ImageKey)
            return;
        try
        {
            await objects.DeleteAsync(existing.S3ImageKey, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ImageStorageException exception)
        {
            new OperationEntry
            {
                Operation = "DeleteFormer",
                Result = "failure",
                Key = existing.S3ImageKey,
                AssignmentId = existing.AssignmentId,
                ErrorCode = exception.Error.ToString(),
                Detail = "The object stays without a record; Repair-AssignmentImage lists it.",
            }.Write(logger, LogLevel.Warning);
        }
    }

    private static bool IsRefusal(ImageStorageError error) => error
        is ImageStorageError.ImageAlreadyExists or ImageStorageError.StorageAccessDenied or ImageStorageError.BucketNotFound
        or ImageStorageError.CredentialsNotFound or ImageStorageError.ConfigurationInvalid;

    private static bool IsUnfinished(Assignment? assignment) =>
        assignment is { HasImage: true, S3UploadStatus: S3UploadStatus.Pending or S3UploadStatus.Failed };
}
