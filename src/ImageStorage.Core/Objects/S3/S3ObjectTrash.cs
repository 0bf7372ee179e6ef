using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace ImageStorage.Objects.S3;

/// <summary>
/// What was deleted from a bucket. With versions, S3 keeps a deleted object as a version; without, it is copied to <c>trash/</c> before it is
/// deleted. Every operation may be sent again.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="bucket">The bucket.</param>
/// <param name="store">The bucket's objects.</param>
internal sealed class S3ObjectTrash(IAmazonS3 client, string bucket, IObjectStore store) : IObjectTrash
{
    private readonly string _where = $"bucket '{bucket}'";
    private readonly string _region = client.Config.AuthenticationRegion ?? client.Config.RegionEndpoint?.SystemName ?? "";

    public async Task MoveAsync(StoredObject stored, CancellationToken cancellationToken)
    {
        // An object without a version would be gone with its deletion, also in a bucket that has versions by now.
        if (stored.VersionId is null)
        {
            try
            {
                var request = Copy(stored.Key, null, TrashRule.Content(stored.Key));
                request.ETagToMatch = $"\"{stored.ETag}\"";
                await client.CopyObjectAsync(request, cancellationToken).ConfigureAwait(false);
            }
            catch (AmazonServiceException exception) when (exception.ErrorCode == "NoSuchKey")
            {
                return;
            }
            catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                throw new ImageStorageException(
                    ImageStorageError.StorageUnavailable,
                    $"'{stored.Key}' in {_where} was replaced while it was being deleted. It is still there. Try again.",
                    exception);
            }
            catch (Exception exception)
            {
                throw Failure(
                    exception, "move to the trash", "s3:GetObject, s3:GetObjectTagging, s3:PutObject and s3:PutObjectTagging", stored.Key,
                    cancellationToken);
            }
        }

        await store.DeleteAsync(ObjectKey.Parse(stored.Key), cancellationToken).ConfigureAwait(false);
    }

    public async Task<StoredObject> BringBackAsync(StoredObject removed, CancellationToken cancellationToken)
    {
        var key = ObjectKey.Parse(removed.Key);
        if (await store.HeadAsync(key, cancellationToken).ConfigureAwait(false) is { } found)
            return TrashRule.IsSame(found, removed) ? found : throw TrashRule.Occupied(key, _where);

        try
        {
            var request = Copy(removed.VersionId is null ? TrashRule.Content(key) : key, removed.VersionId, key);
            request.IfNoneMatch = "*";
            await client.CopyObjectAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode is "NoSuchKey" or "NoSuchVersion")
        {
            throw TrashRule.Gone(key, _where, exception);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            // Stored by another process since it was looked for; whether it is the same is seen below.
        }
        catch (Exception exception)
        {
            throw Failure(
                exception, "bring back", "s3:GetObjectVersion, s3:GetObjectVersionTagging, s3:PutObject and s3:PutObjectTagging", key,
                cancellationToken);
        }

        return await store.HeadAsync(key, cancellationToken).ConfigureAwait(false) is { } stored && TrashRule.IsSame(stored, removed)
            ? stored
            : throw TrashRule.Occupied(key, _where);
    }

    public Task DropAsync(StoredObject removed, CancellationToken cancellationToken) => removed.VersionId is null
        ? DeleteAsync(TrashRule.Content(removed.Key), cancellationToken)
        : Task.CompletedTask;

    public async Task<byte[]?> ReadNoteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        var key = TrashRule.Note(assignmentId);
        try
        {
            using var response = await client.GetObjectAsync(bucket, key, cancellationToken).ConfigureAwait(false);
            using var json = new MemoryStream();
            await response.ResponseStream.CopyToAsync(json, cancellationToken).ConfigureAwait(false);
            return json.ToArray();
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == "NoSuchKey")
        {
            return null;
        }
        catch (Exception exception)
        {
            throw Failure(exception, "read", "s3:GetObject", key, cancellationToken);
        }
    }

    public async Task<DateTimeOffset?> WriteNoteAsync(string assignmentId, ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        var key = TrashRule.Note(assignmentId);
        using var data = json.AsReadOnlyStream();
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = key,
            InputStream = data,
            ContentType = "application/json",
            UseChunkEncoding = false,
            AutoCloseStream = false,
        };
        try
        {
            var response = await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
            // S3 says by which rule, and when, the object expires.
            return response.Expiration?.ExpiryDate is { } until ? new DateTimeOffset(until.ToUniversalTime()) : null;
        }
        catch (Exception exception)
        {
            throw Failure(exception, "store", "s3:PutObject", key, cancellationToken);
        }
    }

    public Task DeleteNoteAsync(string assignmentId, CancellationToken cancellationToken) =>
        DeleteAsync(TrashRule.Note(assignmentId), cancellationToken);

    private CopyObjectRequest Copy(string from, string? version, string to) => new()
    {
        SourceBucket = bucket,
        SourceKey = from,
        SourceVersionId = version,
        DestinationBucket = bucket,
        DestinationKey = to,
        MetadataDirective = S3MetadataDirective.COPY,
        TaggingDirective = TaggingDirective.COPY,
    };

    private async Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteObjectAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw Failure(exception, "delete", "s3:DeleteObject", key, cancellationToken);
        }
    }

    private Exception Failure(Exception exception, string doing, string permission, string key, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? new OperationCanceledException("The request was cancelled.", exception, cancellationToken)
            : S3Errors.From(exception, new S3Call(doing, permission, bucket, key, _region));
}
