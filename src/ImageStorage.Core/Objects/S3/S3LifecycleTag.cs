using Amazon.S3;
using Amazon.S3.Model;

namespace ImageStorage.Objects.S3;

/// <summary>The tag that the bucket's expiry rule matches. It is always there, because a rule cannot match a tag that is missing.</summary>
internal sealed class S3LifecycleTag(IAmazonS3 client, string bucket)
{
    private const string Name = "lifecycle";

    public static Tag For(bool permanent) => new() { Key = Name, Value = Lifecycle.Of(permanent) };

    /// <summary>True when a stored object is tagged permanent.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<bool> IsPermanentAsync(ObjectKey key, CancellationToken cancellationToken) =>
        IsPermanent(await ReadAsync(key, cancellationToken).ConfigureAwait(false));

    /// <summary>Changes the tag of a stored object, and leaves its other tags.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task MakePermanentAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var tags = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
        if (IsPermanent(tags))
            return;

        await client.PutObjectTaggingAsync(
            new PutObjectTaggingRequest
            {
                BucketName = bucket,
                Key = key,
                Tagging = new Tagging { TagSet = [.. tags.Where(tag => tag.Key != Name), For(permanent: true)] },
            },
            cancellationToken).ConfigureAwait(false);
    }

    private static bool IsPermanent(List<Tag> tags) => tags.Exists(tag => tag is { Key: Name, Value: Lifecycle.Permanent });

    private async Task<List<Tag>> ReadAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var answer = await client
            .GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = key }, cancellationToken)
            .ConfigureAwait(false);
        return answer.Tagging ?? [];
    }
}
