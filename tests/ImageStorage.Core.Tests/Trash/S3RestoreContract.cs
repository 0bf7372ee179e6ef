using Amazon.S3.Model;
using ImageStorage.Objects.S3;
using ImageStorage.Testing;

namespace ImageStorage.Trash;

public abstract class S3RestoreContract(MotoServer moto, bool keepsVersions) : RestoreContract, IAsyncLifetime
{
    private MotoBucket? _bucket;

    private protected MotoBucket Bucket => _bucket!;

    private protected override IObjectStore Objects => Bucket.Store;

    private protected override IObjectTrash Trash => new S3ObjectTrash(Bucket.Client, Bucket.Name, Bucket.Store);

    public async ValueTask InitializeAsync() => _bucket = await MotoBucket.CreateAsync(moto, keepsVersions);

    public ValueTask DisposeAsync()
    {
        Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    protected override async Task<string> DescribeAsync(string key)
    {
        var head = await Bucket.Client.GetObjectMetadataAsync(Bucket.Name, key, Token);
        var tags = await Bucket.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Bucket.Name, Key = key }, Token);
        string[] lines =
        [
            head.Headers.ContentType, head.Headers.CacheControl, head.ETag,
            .. head.Metadata.Keys.Order(StringComparer.Ordinal).Select(name => $"{name}: {head.Metadata[name]}"),
            .. tags.Tagging.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"),
        ];
        return string.Join('\n', lines);
    }

    protected override Task DecorateAsync(string key) => Bucket.Client.PutObjectTaggingAsync(
        new PutObjectTaggingRequest
        {
            BucketName = Bucket.Name,
            Key = key,
            Tagging = new Tagging { TagSet = [new Tag { Key = "lifecycle", Value = "permanent" }, new Tag { Key = "course", Value = "art 1" }] },
        },
        Token);

    protected override async Task<int> CountTrashedPicturesAsync()
    {
        var listed = await Bucket.Client.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = Bucket.Name, Prefix = "trash/generated_images/" }, Token);
        return listed.KeyCount ?? 0;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _bucket?.Dispose();
    }
}
