using ImageStorage.Diagnostics;
using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using ImageStorage.Trash;

namespace ImageStorage.Images;

/// <inheritdoc />
internal sealed class ImageService(
    IImageOptimizer optimizer, IObjectStore objects, IAssignmentRepository records, IImageUrlProvider urls, ImageCache cache,
    AssignmentTrash trash, ServiceContext context) : IImageService
{
    public Task<OptimizedImage> OptimizeAsync(
        ImageSource source, OptimizationOptions options, string? outputPath, CancellationToken cancellationToken) =>
        context.Operations.RunAsync(
            "OptimizeImage",
            source.Name,
            async (_, token) =>
            {
                var data = await ImageReader.ReadAsync(source, token).ConfigureAwait(false);
                var optimized = await optimizer.OptimizeAsync(data, source.Name, options, token).ConfigureAwait(false);
                Telemetry.BytesSaved.Add(optimized.OriginalSizeBytes - optimized.OptimizedSizeBytes);
                if (outputPath is null)
                    return optimized;

                var path = Path.GetFullPath(OutputPath.FileFor(outputPath, source.Name + optimized.Format.Extension()));
                if (source.Path is not null && path == Path.GetFullPath(source.Path))
                {
                    throw new ImageStorageException(
                        ImageStorageError.ImageAlreadyExists, $"'{path}' is the original, and would be overwritten. Choose another output path.");
                }

                await AtomicFile.WriteAsync(path, optimized.Data, token).ConfigureAwait(false);
                return optimized with { Path = path };
            },
            cancellationToken);

    public Task<StoredObject> SendAsync(SendImageRequest request, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        var id = request.AssignmentId ?? request.Source.Name;
        return context.Operations.RunAsync(
            "SendImage",
            id,
            async (correlationId, token) =>
            {
                var upload = await PrepareAsync(id, request, correlationId, AttemptProgress.For(progress, id), token).ConfigureAwait(false);
                var stored = await objects.PutAsync(upload, token).ConfigureAwait(false);
                return stored with { Store = context.Configuration.ObjectStore };
            },
            cancellationToken);
    }

    /// <summary>What <see cref="SendAsync"/> would store, and what is stored under its key; refuses what the call would refuse.</summary>
    public async Task<(ObjectUpload Upload, StoredObject? Stored)> PlanSendAsync(
        string assignmentId, SendImageRequest request, CancellationToken cancellationToken)
    {
        var upload = await PrepareAsync(assignmentId, request, correlationId: "", attempts: null, cancellationToken).ConfigureAwait(false);
        var stored = await objects.HeadAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        return stored is null || stored.Sha256 == upload.Sha256.Hex || upload.Overwrite
            ? (upload, stored)
            : throw StoreRule.AlreadyExists(upload.Key, "the image store");
    }

    public Task<ReceivedImage> ReceiveAsync(string image, string? outputPath, CancellationToken cancellationToken) =>
        context.Operations.RunAsync(
            "ReceiveImage", image, (correlationId, token) => FetchAsync(image, outputPath, correlationId, token), cancellationToken);

    public Task<Removal> RemoveAsync(string image, CancellationToken cancellationToken) =>
        context.Operations.RunAsync(
            "RemoveImage",
            image,
            async (_, token) =>
            {
                var picture = await FindAsync(image, token).ConfigureAwait(false);
                var key = ObjectKey.Parse(picture.Key);
                // The record is changed first: a record must never name a missing object.
                var removal = await RemoveFromRecordAsync(key.AssignmentId, picture, token).ConfigureAwait(false);
                // A record of another application may name another assignment's picture; it is changed too.
                if (AssignmentId.IsValid(image) && image != key.AssignmentId)
                    removal = await RemoveFromRecordAsync(image, picture, token).ConfigureAwait(false);
                await trash.DeleteAsync(picture, token).ConfigureAwait(false);
                return removal;
            },
            cancellationToken);

    public Task<Uri> GetUrlAsync(string image, string? sha256, TimeSpan? presignedFor, CancellationToken cancellationToken) =>
        context.Operations.RunAsync(
            "GetImageUrl",
            image,
            async (_, token) =>
            {
                var key = await KeyOfAsync(image, token).ConfigureAwait(false);
                if (presignedFor is { } expiresIn)
                    return await urls.GetPresignedUrlAsync(key, expiresIn, token).ConfigureAwait(false);
                if (sha256 is null)
                    sha256 = (await objects.HeadAsync(key, token).ConfigureAwait(false) ?? throw NotFound(key)).Sha256;
                return urls.GetUrl(key, sha256);
            },
            cancellationToken);

    /// <summary>The picture from the store or the cache; a placeholder when it is missing or the store fails.</summary>
    public async Task<ReceivedImage> FetchAsync(string image, string? outputPath, string correlationId, CancellationToken cancellationToken)
    {
        ReceivedImage received;
        ObjectKey? key = null;
        ReceivedImage? cached = null;
        try
        {
            var found = await KeyOfAsync(image, cancellationToken).ConfigureAwait(false);
            key = found;
            cached = cache.Find(found);
            var download = await objects.GetAsync(found, cached?.ETag, cancellationToken).ConfigureAwait(false);
            if (download.Data is null && !await ImageCache.HoldsAsync(cached!, download.Stored, cancellationToken).ConfigureAwait(false))
                download = await objects.GetAsync(found, knownETag: null, cancellationToken).ConfigureAwait(false);
            received = download.Data is null
                ? cached! with { FromCache = true, Sha256 = download.Stored.Sha256 }
                : await cache.KeepAsync(download.Stored, download.Data, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageStorageException exception) when (exception.Error != ImageStorageError.InvalidAssignmentId)
        {
            received = cached is not null && exception.Error != ImageStorageError.ImageNotFound
                ? cached with { FromCache = true, IsStale = true }
                : await cache.PlaceholderAsync(key?.Value ?? KeyInPlaceholder(image), cancellationToken).ConfigureAwait(false);
            received = received with { Reason = exception.Message, Error = exception.Error };
        }

        if (outputPath is not null)
            received = await CopyAsync(received, outputPath, cancellationToken).ConfigureAwait(false);
        return received with { CorrelationId = correlationId };
    }

    /// <summary>The stored image of a key or an assignment.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ImageNotFound"/> and the storage errors.</exception>
    public async Task<StoredObject> FindAsync(string image, CancellationToken cancellationToken)
    {
        var key = await KeyOfAsync(image, cancellationToken).ConfigureAwait(false);
        return await objects.HeadAsync(key, cancellationToken).ConfigureAwait(false) ?? throw NotFound(key);
    }

    private async Task<ObjectUpload> PrepareAsync(
        string id, SendImageRequest request, string correlationId, IProgress<UploadAttempt>? attempts, CancellationToken cancellationToken)
    {
        AssignmentId.Validate(id);
        var data = await ImageReader.ReadAsync(request.Source, cancellationToken).ConfigureAwait(false);
        var format = request.Optimized?.Format
            ?? (await optimizer.ValidateAsync(data, request.Source.Name, cancellationToken).ConfigureAwait(false)).Format;
        var picture = new StorablePicture
        {
            Data = data,
            Sha256 = ContentHash.Of(data),
            Format = format,
            OriginalFormat = (request.Optimized?.OriginalFormat ?? format).Name(),
            Optimized = request.Optimized?.Optimized ?? false,
            WithoutRecord = true,
        };
        var upload = picture.ToUpload(id, request.TeacherId ?? Environment.UserName, correlationId, context.Time.GetUtcNow()) with
        {
            Overwrite = request.Force,
            Permanent = request.Permanent,
            Attempts = attempts,
        };
        // The record describes the picture that it names, down to its URL: only the main job changes both.
        if (await records.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } record && record.S3ImageKey == upload.Key
            && record.ImageMetadata?.Sha256 != picture.Sha256.Hex)
        {
            throw new ImageStorageException(
                ImageStorageError.ImageAlreadyExists,
                $"Assignment '{id}' has another picture. "
                + $"Use New-AssignmentImage -AssignmentId {id} -Path ... -Force to replace it with its record.");
        }

        return upload;
    }

    private static string KeyInPlaceholder(string image) => image == ObjectKey.NoImage ? image : ObjectKey.For(image);

    private async Task<Removal> RemoveFromRecordAsync(string assignmentId, StoredObject picture, CancellationToken cancellationToken)
    {
        var record = await records.FindAsync(assignmentId, cancellationToken).ConfigureAwait(false);
        var named = record?.S3ImageKey == picture.Key ? record : null;
        var removal = await trash.KeepPictureAsync(assignmentId, named, picture, cancellationToken).ConfigureAwait(false);
        if (named is null)
            return removal;
        var without = named with
        {
            S3ImageKey = ObjectKey.NoImage,
            CloudFrontUrl = null,
            ImageMetadata = null,
            S3UploadStatus = S3UploadStatus.NoImage,
            S3UploadAttempts = 0,
            S3UploadError = null,
        };
        await records.UpdateAsync(named, without, cancellationToken).ConfigureAwait(false);
        return removal;
    }

    private static async Task<ReceivedImage> CopyAsync(ReceivedImage image, string outputPath, CancellationToken cancellationToken)
    {
        var path = OutputPath.FileFor(outputPath, Path.GetFileNameWithoutExtension(image.Key) + Path.GetExtension(image.Path));
        if (image.IsPlaceholder && File.Exists(path))
        {
            throw new ImageStorageException(
                ImageStorageError.ImageNotFound, $"{image.Reason} The file '{path}' is left as it is, because a placeholder would not be better.");
        }

        var data = await File.ReadAllBytesAsync(image.Path, cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteAsync(path, data, cancellationToken).ConfigureAwait(false);
        return image with { Path = path };
    }

    /// <summary>A key as it is; for an assignment id the key that its record names, or without a record the key that it would have.</summary>
    private async Task<ObjectKey> KeyOfAsync(string image, CancellationToken cancellationToken)
    {
        if (ObjectKey.TryParse(image, out var key))
            return key;
        // Records without a picture come down a pipeline with this in place of a key.
        if (image == ObjectKey.NoImage)
            throw new ImageStorageException(ImageStorageError.ImageNotFound, "This assignment has no picture. New-AssignmentImage gives it one.");
        if (!AssignmentId.IsValid(image))
        {
            throw new ImageStorageException(
                ImageStorageError.InvalidAssignmentId,
                $"'{image}' is neither an assignment id (1 to {AssignmentId.MaxLength} of A-Z a-z 0-9 _ -) "
                + $"nor the key of an image, such as {ObjectKey.Prefix}quiz-1.webp.");
        }

        var record = await records.FindAsync(image, cancellationToken).ConfigureAwait(false);
        return record switch
        {
            null => ObjectKey.For(image),
            { HasImage: true } => ObjectKey.Parse(record.S3ImageKey),
            _ => throw new ImageStorageException(
                ImageStorageError.ImageNotFound, $"Assignment '{image}' has no picture. New-AssignmentImage gives it one."),
        };
    }

    private static ImageStorageException NotFound(ObjectKey key) =>
        new(ImageStorageError.ImageNotFound, $"There is no image '{key}'. Send-S3Image stores one.");
}
