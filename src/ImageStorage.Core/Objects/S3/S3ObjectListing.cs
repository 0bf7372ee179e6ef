using Amazon.S3;
using Amazon.S3.Model;

namespace ImageStorage.Objects.S3;

/// <summary>Reads a bucket's pictures in pages of ListObjectsV2. Its position is the last key, so that any page can be requested again.</summary>
internal sealed class S3ObjectListing(IAmazonS3 client, string bucket, string region) : IObjectListing
{
    private string? _lastKey;
    private bool _ended;

    public async Task<IReadOnlyList<ListedObject>> ReadAsync(CancellationToken cancellationToken)
    {
        // A page may hold only files that are not pictures. It is skipped, because an empty page would mean the end.
        while (!_ended)
        {
            var page = await ReadPageAsync(cancellationToken).ConfigureAwait(false);
            if (page.Count > 0)
                return page;
        }

        return [];
    }

    public void Dispose()
    {
    }

    private async Task<List<ListedObject>> ReadPageAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = bucket, Prefix = ObjectKey.Prefix, StartAfter = _lastKey, MaxKeys = 1000 },
                cancellationToken).ConfigureAwait(false);
            var objects = answer.S3Objects ?? [];
            _ended = answer.IsTruncated != true || objects.Count == 0;
            _lastKey = objects.Count > 0 ? objects[^1].Key : _lastKey;
            return
            [
                .. objects.Where(item => ObjectKey.TryParse(item.Key, out _)).Select(item => new ListedObject(
                    ObjectKey.Parse(item.Key), item.Size ?? 0, new DateTimeOffset((item.LastModified ?? DateTime.UnixEpoch).ToUniversalTime()))),
            ];
        }
        catch (Exception exception)
        {
            throw cancellationToken.IsCancellationRequested
                ? new OperationCanceledException("The request was cancelled.", exception, cancellationToken)
                : S3Errors.From(exception, new S3Call("list", "s3:ListBucket", bucket, ObjectKey.Prefix, region));
        }
    }
}
