using ImageStorage.Diagnostics;
using ImageStorage.Objects;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Creation;

/// <summary>
/// Finds the picture that another record has of the same prompt, model and seed, and copies it without using a model. The bytes become the
/// assignment's own object, so that each record can be removed without the other.
/// </summary>
internal sealed class PictureReuse(IAssignmentRepository records, IObjectStore objects, ImageStorageConfiguration configuration, ILogger logger)
{
    /// <summary>The copy, or a warning when a record names a picture that is missing; neither when no other record has such a picture.</summary>
    /// <param name="assignmentId">The assignment that gets the picture. Its own picture is never copied, because the call asks for a new one.</param>
    /// <param name="existing">Its record; null when there is none.</param>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<(StorablePicture? Copy, string? Warning)> FindAsync(
        string assignmentId, Assignment? existing, NewImageRequest request, CancellationToken cancellationToken)
    {
        var (copy, original) = await LookUpAsync(assignmentId, existing, request, cancellationToken).ConfigureAwait(false);
        return (copy, copy is null && original is not null ? Missing(assignmentId, original) : null);
    }

    /// <summary>
    /// The copy and the record that it is from; the record alone when its picture is missing; neither when there is no such record.
    /// </summary>
    /// <param name="assignmentId">The assignment that gets the picture.</param>
    /// <param name="existing">Its record; null when there is none.</param>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<(StorablePicture? Copy, Assignment? Original)> LookUpAsync(
        string assignmentId, Assignment? existing, NewImageRequest request, CancellationToken cancellationToken)
    {
        var prompt = request.Prompt ?? existing?.Prompt;
        if (!request.ReuseExisting || request.Source is not null || string.IsNullOrWhiteSpace(prompt))
            return (null, null);

        var original = await records
            .FindPictureAsync(prompt, request.ModelId ?? configuration.ImageModelId, request.Seed, cancellationToken)
            .ConfigureAwait(false);
        if (original?.ImageMetadata is not { } metadata || original.AssignmentId == assignmentId)
            return (null, null);
        return (await CopyAsync(original.S3ImageKey, metadata, cancellationToken).ConfigureAwait(false), original);
    }

    /// <summary>The copy, when the object is there and is what the record says.</summary>
    private async Task<StorablePicture?> CopyAsync(string key, ImageMetadata metadata, CancellationToken cancellationToken)
    {
        try
        {
            var download = await objects.GetAsync(ObjectKey.Parse(key), knownETag: null, cancellationToken).ConfigureAwait(false);
            var sha256 = ContentHash.Of(download.Data!);
            return sha256.Hex == metadata.Sha256 ? Describe(download, sha256, metadata) : null;
        }
        catch (ImageStorageException exception) when (IsUnusable(exception))
        {
            return null;
        }
    }

    /// <summary>True when the picture itself is unusable; false when the store fails, because a new picture would be paid for and not stored.</summary>
    private static bool IsUnusable(ImageStorageException failure) =>
        failure.Error is ImageStorageError.ImageNotFound or ImageStorageError.InvalidAssignmentId or ImageStorageError.ImageTooLarge
        || failure.InnerException is DamagedObjectException;

    private static StorablePicture Describe(ObjectDownload download, ContentHash sha256, ImageMetadata metadata)
    {
        var format = ObjectKey.Parse(download.Stored.Key).Format;
        return new StorablePicture
        {
            Data = download.Data!,
            Sha256 = sha256,
            Format = format,
            OriginalFormat = download.Stored.Metadata.OriginalFormat ?? metadata.Format,
            Optimized = download.Stored.Metadata.Optimized ?? format == ImageFormat.WebP,
            Metadata = metadata with { PriceUsd = 0 },
            Reused = true,
        };
    }

    private string Missing(string assignmentId, Assignment original)
    {
        new OperationEntry
        {
            Operation = "ReuseExisting",
            Result = "failure",
            Key = original.S3ImageKey,
            AssignmentId = assignmentId,
            Detail = "The object is missing, or is not the one that its record describes.",
        }.Write(logger, LogLevel.Warning);
        return $"The picture of assignment '{original.AssignmentId}', made of the same prompt, is not stored as its record says, "
            + "so a new one was made. Repair-AssignmentImage shows what is wrong with it.";
    }
}
