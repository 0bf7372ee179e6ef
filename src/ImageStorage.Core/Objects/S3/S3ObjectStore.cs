using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace ImageStorage.Objects.S3;

/// <summary>Objects in an S3 bucket. Every operation is one attempt; retries are in ResilientObjectStore.</summary>
internal sealed class S3ObjectStore(IAmazonS3 client, string bucket) : IObjectStore
{
    private const string CacheControl = "public, max-age=31536000, immutable";

    private readonly S3LifecycleTag _lifecycle = new(client, bucket);
    private readonly string _where = $"bucket '{bucket}'";
    private readonly string _region = client.Config.AuthenticationRegion ?? client.Config.RegionEndpoint?.SystemName ?? "";

    public async Task<StoredObject> PutAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        StoreRule.CheckUpload(upload);
        // Checked before every attempt: when the first stored the object but its answer was lost, a second must not make another version.
        if (upload.Overwrite && await FindSameAsync(upload, cancellationToken).ConfigureAwait(false) is { } found)
        {
            if (found.Same)
                return await KeepAsync(upload, found.Stored, cancellationToken).ConfigureAwait(false);
            upload = upload with { Permanent = upload.Permanent || await IsPermanentAsync(upload.Key, cancellationToken).ConfigureAwait(false) };
        }

        using var data = upload.Data.AsReadOnlyStream();
        var request = Request(upload, data);
        try
        {
            var response = await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
            return new StoredObject
            {
                Key = upload.Key,
                ContentType = upload.ContentType,
                SizeBytes = upload.Data.Length,
                ETag = Unquote(response.ETag),
                Sha256 = upload.Sha256.Hex,
                VersionId = Version(response.VersionId),
                Metadata = upload.Metadata with { Sha256 = upload.Sha256.Hex },
                Written = true,
            };
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.PreconditionFailed && !upload.Overwrite)
        {
            return await ExistingAsync(upload, exception, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw Failure(exception, Call("store", "s3:PutObject", upload.Key), cancellationToken);
        }
    }

    public async Task<StoredObject?> HeadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var head = await HeadOrNullAsync(key, cancellationToken).ConfigureAwait(false);
        if (head is not null)
            return Describe(key, head);

        // The answer to a HEAD request has no body, so a missing object and a missing bucket look alike. If a missing bucket counted as a
        // missing object, every object of a mistyped bucket would look lost.
        await ExplainAsync(key, cancellationToken).ConfigureAwait(false);
        return null;
    }

    public async Task<ObjectDownload> GetAsync(ObjectKey key, string? knownETag, CancellationToken cancellationToken)
    {
        var call = Call("read", "s3:GetObject", key);
        var request = new GetObjectRequest
        {
            BucketName = bucket,
            Key = key,
            EtagToNotMatch = knownETag is null ? null : $"\"{knownETag}\"",
        };
        try
        {
            using var response = await client.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
            StoreRule.CheckSize(key, response.ContentLength);
            var data = await S3Body.ReadAsync(response, call, cancellationToken).ConfigureAwait(false);
            var stored = Describe(key, response);
            var sha256 = ContentHash.Of(data).Hex;
            return stored.Sha256 is null || stored.Sha256 == sha256
                ? new ObjectDownload(stored with { Sha256 = sha256 }, data)
                : throw S3Body.Damaged(call, new DamagedObjectException($"SHA-256 is {sha256}, metadata says {stored.Sha256}"));
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotModified)
        {
            // The answer 304 carries no metadata.
            var head = await HeadOrNullAsync(key, cancellationToken).ConfigureAwait(false)
                ?? throw StoreRule.NotFound(key, _where, exception);
            return new ObjectDownload(Describe(key, head), null);
        }
        catch (Exception exception)
        {
            throw Failure(exception, call, cancellationToken);
        }
    }

    public async Task MakePermanentAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            await _lifecycle.MakePermanentAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw Failure(exception, Call("tag", "s3:GetObjectTagging and s3:PutObjectTagging", key), cancellationToken);
        }
    }

    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            await client.DeleteObjectAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var failure = Failure(exception, Call("delete", "s3:DeleteObject", key), cancellationToken);
            if (failure is not ImageStorageException { Error: ImageStorageError.ImageNotFound })
                throw failure;
        }
    }

    public IObjectListing List() => new S3ObjectListing(client, bucket, _region);

    private PutObjectRequest Request(ObjectUpload upload, Stream data)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = upload.Key,
            InputStream = data,
            ContentType = upload.ContentType,
            // Both are set, because some stores keep the checksum only when the algorithm is named as well.
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
            ChecksumSHA256 = upload.Sha256.Base64,
            UseChunkEncoding = false,
            AutoCloseStream = false,
            IfNoneMatch = upload.Overwrite ? null : "*",
            TagSet = [S3LifecycleTag.For(upload.Permanent)],
        };
        request.Headers.CacheControl = CacheControl;
        S3Metadata.Write(upload.Metadata, upload.Sha256.Hex, request.Metadata);
        return request;
    }

    /// <summary>An object exists and must not be replaced: a success when it has the same bytes.</summary>
    private async Task<StoredObject> ExistingAsync(ObjectUpload upload, Exception refusal, CancellationToken cancellationToken) =>
        await FindSameAsync(upload, cancellationToken).ConfigureAwait(false) switch
        {
            { Same: true } found => await KeepAsync(upload, found.Stored, cancellationToken).ConfigureAwait(false),
            { } => throw StoreRule.AlreadyExists(upload.Key, _where),
            null => throw new ImageStorageException(
                ImageStorageError.StorageUnavailable,
                $"'{upload.Key}' in {_where} was deleted by someone else while it was being stored. Try again.",
                refusal),
        };

    private async Task<StoredObject> KeepAsync(ObjectUpload upload, StoredObject stored, CancellationToken cancellationToken)
    {
        if (upload.Permanent)
            await MakePermanentAsync(upload.Key, cancellationToken).ConfigureAwait(false);
        return stored with { Written = false };
    }

    private async Task<bool> IsPermanentAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await _lifecycle.IsPermanentAsync(key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw Failure(exception, Call("read the tags of", "s3:GetObjectTagging", key), cancellationToken);
        }
    }

    private async Task<Comparison?> FindSameAsync(ObjectUpload upload, CancellationToken cancellationToken)
    {
        if (await HeadOrNullAsync(upload.Key, cancellationToken).ConfigureAwait(false) is not { } head)
            return null;

        var stored = Describe(upload.Key, head);
        var same = stored.SizeBytes == upload.Data.Length && (!upload.Overwrite || stored.ContentType == upload.ContentType);
        if (same && stored.Sha256 is null)
        {
            // Another client wrote it without a SHA-256. Its size is the upload's, so reading it costs no more than storing it again.
            var download = await GetAsync(upload.Key, null, cancellationToken).ConfigureAwait(false);
            stored = download.Stored;
        }

        return new Comparison(stored, same && stored.Sha256 == upload.Sha256.Hex);
    }

    private async Task<GetObjectMetadataResponse?> HeadOrNullAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new GetObjectMetadataRequest { BucketName = bucket, Key = key, ChecksumMode = ChecksumMode.ENABLED };
        try
        {
            return await client.GetObjectMetadataAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (Exception exception)
        {
            // The error of an expired token is in the body, and the answer to HEAD has none.
            if (exception is AmazonServiceException { StatusCode: HttpStatusCode.BadRequest })
                await ExplainAsync(key, cancellationToken).ConfigureAwait(false);
            throw Failure(exception, Call("read", "s3:GetObject", key), cancellationToken);
        }
    }

    /// <summary>Requests one byte of the object, because only an answer with a body names the error.</summary>
    private async Task ExplainAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new GetObjectRequest { BucketName = bucket, Key = key, ByteRange = new ByteRange(0, 0) };
        try
        {
            using var response = await client.GetObjectAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            var failure = Failure(exception, Call("read", "s3:GetObject", key), cancellationToken);
            if (failure is not ImageStorageException { Error: ImageStorageError.ImageNotFound })
                throw failure;
        }
    }

    private static StoredObject Describe(ObjectKey key, GetObjectMetadataResponse head) => Describe(
        key, head.Headers.ContentType, head.ContentLength, head.ETag, head.VersionId, head.LastModified, S3Metadata.Read(head.Metadata),
        // S3 verified the checksum when the object was written; the metadata is only what the writer claimed. A checksum of parts is not
        // that of the whole.
        head.ChecksumType == ChecksumType.COMPOSITE ? null : HexOfBase64(head.ChecksumSHA256));

    private static StoredObject Describe(ObjectKey key, GetObjectResponse response) => Describe(
        key, response.Headers.ContentType, response.ContentLength, response.ETag, response.VersionId, response.LastModified,
        S3Metadata.Read(response.Metadata), checksum: null);

    private static StoredObject Describe(
        ObjectKey key, string contentType, long sizeBytes, string eTag, string? versionId, DateTime? lastModified, ObjectMetadata metadata,
        string? checksum) => new()
        {
            Key = key,
            ContentType = contentType,
            SizeBytes = sizeBytes,
            ETag = Unquote(eTag),
            Sha256 = checksum ?? metadata.Sha256,
            VersionId = Version(versionId),
            LastModified = lastModified is { } at ? new DateTimeOffset(at.ToUniversalTime()) : null,
            Metadata = metadata,
        };

    private static string? HexOfBase64(string? value)
    {
        Span<byte> bytes = stackalloc byte[32];
        return Convert.TryFromBase64String(value ?? "", bytes, out var written) && written == 32 ? Convert.ToHexStringLower(bytes) : null;
    }

    private static string Unquote(string? eTag) => eTag?.Trim('"') ?? "";

    // A bucket that keeps no versions answers "null", or nothing.
    private static string? Version(string? versionId) => versionId is "" or "null" ? null : versionId;

    private S3Call Call(string doing, string permission, ObjectKey key) => new(doing, permission, bucket, key, _region);

    // A request that the caller cancelled is not a failure of the store.
    private static Exception Failure(Exception exception, S3Call call, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? new OperationCanceledException("The request was cancelled.", exception, cancellationToken)
            : S3Errors.From(exception, call);

    private sealed record Comparison(StoredObject Stored, bool Same);
}
