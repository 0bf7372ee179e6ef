using Amazon.S3;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Objects;
using ImageStorage.Records;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Service;

public sealed class HealthServiceTests(MotoServer moto) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task CheckAsync_of_the_embedded_stores_is_reachable_before_the_first_write()
    {
        var health = await CheckAsync(new DirectoryObjectStore(_folder.File("objects"), TimeProvider.System), "folder");

        Assert.Equal([("objects", "folder", true), ("records", "sqlite", true)], health.Select(store => (store.Name, store.Kind, store.IsReachable)));
    }

    [Fact]
    public async Task CheckAsync_tells_a_bucket_that_is_missing()
    {
        using var client = AwsClients.CreateS3(MotoBucket.Configuration(await moto.RequireAsync()));

        var health = await CheckAsync(new S3ObjectStore(client, "no-such-bucket"), "s3");

        Assert.False(health[0].IsReachable);
        Assert.Contains("no-such-bucket", health[0].Error, StringComparison.Ordinal);
        Assert.True(health[1].IsReachable);
    }

    [Fact]
    public async Task CheckAsync_of_a_store_that_is_silent_says_so_after_the_time_and_asks_once()
    {
        using var bucket = await MotoBucket.CreateAsync(moto);
        await using var proxy = new FaultProxy(bucket.Endpoint) { Program = _ => Fault.NeverAnswer };
        using var client = AwsClients.CreateS3(MotoBucket.Configuration(proxy.Endpoint));

        var health = await CheckAsync(new S3ObjectStore(client, bucket.Name), "s3", TimeSpan.FromMilliseconds(500));

        Assert.False(health[0].IsReachable);
        Assert.Contains("0.5 seconds", health[0].Error, StringComparison.Ordinal);
        Assert.InRange(health[0].Duration, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(10));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<IReadOnlyList<StoreHealth>> CheckAsync(IObjectStore objects, string kind, TimeSpan? timeout = null)
    {
        using var records = new SqliteAssignmentRepository(_folder.File("assignments.db"));
        var service = new HealthService(new CheckedStores(objects, kind, records, "sqlite"), new RecordingLogger(), TimeProvider.System);
        return await service.CheckAsync(timeout ?? TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }
}
