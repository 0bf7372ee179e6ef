using Amazon.S3;
using Amazon.S3.Model;
using ImageStorage.Aws;
using ImageStorage.Testing;

namespace ImageStorage.Objects.S3;

/// <summary>A bucket of a test's own, with versions kept unless it is to have none, and the client to look behind the store.</summary>
internal sealed class MotoBucket : IDisposable
{
    private MotoBucket(Uri endpoint, string name)
    {
        Endpoint = endpoint;
        Name = name;
        Client = AwsClients.CreateS3(Configuration(endpoint));
        Store = new S3ObjectStore(Client, name);
    }

    public Uri Endpoint { get; }

    public string Name { get; }

    public IAmazonS3 Client { get; }

    public S3ObjectStore Store { get; }

    public static ImageStorageConfiguration Configuration(Uri endpoint) => new()
    {
        Home = Path.GetTempPath(),
        S3BucketName = "not-read-by-clients",
        AwsRegion = "us-east-1",
        S3EndpointUrl = endpoint,
        MongoDatabase = "unused",
        BedrockRegion = "unused",
        ImageModelId = "unused",
    };

    public static async Task<MotoBucket> CreateAsync(MotoServer moto, bool keepsVersions = true)
    {
        var bucket = new MotoBucket(await moto.RequireAsync(), $"test-{Guid.NewGuid():N}");
        await bucket.Client.PutBucketAsync(bucket.Name);
        if (!keepsVersions)
            return bucket;
        await bucket.Client.PutBucketVersioningAsync(new PutBucketVersioningRequest
        {
            BucketName = bucket.Name,
            VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled },
        });
        return bucket;
    }

    public async Task<int> CountVersionsAsync(string key)
    {
        var answer = await Client.ListVersionsAsync(new ListVersionsRequest { BucketName = Name, Prefix = key });
        return answer.Versions?.Count(version => version.Key == key) ?? 0;
    }

    public async Task<string?> LifecycleAsync(string key)
    {
        var answer = await Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = Name, Key = key });
        return answer.Tagging?.SingleOrDefault(tag => tag.Key == "lifecycle")?.Value;
    }

    public void Dispose() => Client.Dispose();
}
