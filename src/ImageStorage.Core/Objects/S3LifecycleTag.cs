using Amazon.S3;
using Amazon.S3.Model;

namespace ImageStorage.Objects;

/// <summary>The tag that the bucket's expiry rule matches. It is always there, because a rule cannot match a tag that is missing.</summary>
internal sealed class S3LifecycleTag(IAmazonS3 client, string bucket)
{
    private const string Name = "lifecycle";
    private const string Standard = "standard";
    private const string Permanent = "permanent";

    public static Tag For(bool permanent) => new() { Key = Name, Value = permanent ? Permanent : Standard };

    /// <summary>Changes the tag of a stored object, and leaves its other tags.</summary>
    /// <param name="key">The object key.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task MakePermanentAsync(string key, CancellationToken cancellationToken)
    {
        var current = await client
            .GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = bucket, Key = key }, cancellationToken)
            .ConfigureAwait(false);
        var tags = current.Tagging ?? [];
        if (tags.Exists(tag => tag is { Key: Name, Value: Permanent }))
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
}
