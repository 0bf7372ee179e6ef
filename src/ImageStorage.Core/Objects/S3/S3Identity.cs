using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using ImageStorage.Pairing;

namespace ImageStorage.Objects.S3;

/// <summary>Keeps the identity of a bucket in its object <c>.imagestorage/store.json</c>, outside of the images that CloudFront may read.</summary>
/// <param name="client">The client.</param>
/// <param name="bucket">The bucket.</param>
internal sealed class S3Identity(IAmazonS3 client, string bucket) : IStoreIdentity
{
    /// <summary>The key, which the instance role of terraform/ may read and write.</summary>
    public const string Key = ".imagestorage/store.json";

    private readonly string _region = client.Config.AuthenticationRegion ?? client.Config.RegionEndpoint?.SystemName ?? "";

    public string Store { get; } = $"the bucket '{bucket}'";

    public async Task<StoreIdentity?> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetObjectAsync(bucket, Key, cancellationToken).ConfigureAwait(false);
            using var json = new MemoryStream();
            await response.ResponseStream.CopyToAsync(json, cancellationToken).ConfigureAwait(false);
            return StoreIdentityJson.Read(json.ToArray(), Store);
        }
        catch (AmazonS3Exception exception) when (exception is { StatusCode: HttpStatusCode.NotFound, ErrorCode: "NoSuchKey" })
        {
            return null;
        }
        catch (Exception exception) when (exception is not ImageStorageException)
        {
            throw Failure(exception, "read", "s3:GetObject", cancellationToken);
        }
    }

    public async Task<StoreIdentity> CreateAsync(StoreIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(identity, ifNoneMatch: "*", cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            // Another process was first; read back below.
        }
        catch (Exception exception)
        {
            throw Failure(exception, "store", "s3:PutObject", cancellationToken);
        }

        return await FindAsync(cancellationToken).ConfigureAwait(false) ?? identity;
    }

    public async Task ReplaceAsync(StoreIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(identity, ifNoneMatch: null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            throw Failure(exception, "store", "s3:PutObject", cancellationToken);
        }
    }

    private async Task PutAsync(StoreIdentity identity, string? ifNoneMatch, CancellationToken cancellationToken)
    {
        using var json = new MemoryStream(StoreIdentityJson.Write(identity), writable: false);
        var request = new PutObjectRequest
        {
            BucketName = bucket,
            Key = Key,
            InputStream = json,
            ContentType = "application/json",
            UseChunkEncoding = false,
            IfNoneMatch = ifNoneMatch,
        };
        await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private Exception Failure(Exception exception, string doing, string permission, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested
            ? new OperationCanceledException("The request was cancelled.", exception, cancellationToken)
            : S3Errors.From(exception, new S3Call(doing, permission, bucket, Key, _region));
}
