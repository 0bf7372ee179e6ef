using ImageStorage.Objects;
using ImageStorage.Objects.S3;
using ImageStorage.Testing;

namespace ImageStorage.Repair;

public sealed class S3RepairTests(MotoServer moto) : RepairContract, IAsyncLifetime
{
    private MotoBucket? _bucket;

    private protected override IObjectStore Objects => _bucket!.Store;

    private protected override IObjectTrash Trash => new S3ObjectTrash(_bucket!.Client, _bucket.Name, _bucket.Store);

    protected override int Iterations => 20;

    public async ValueTask InitializeAsync() => _bucket = await MotoBucket.CreateAsync(moto);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task RepairAsync_of_an_object_whose_hash_its_writer_did_not_tell_reads_it()
    {
        var upload = Uploads.Of("a", "cat");
        await _bucket!.Client.PutObjectAsync(
            new Amazon.S3.Model.PutObjectRequest { BucketName = _bucket.Name, Key = upload.Key, ContentBody = "cat" }, Token);
        var pending = new Assignment
        {
            AssignmentId = "a",
            TeacherId = "t",
            Prompt = "cat",
            CreatedAt = DateTimeOffset.UnixEpoch,
            S3ImageKey = upload.Key,
            S3UploadStatus = S3UploadStatus.Pending,
            ImageMetadata = new ImageMetadata
            {
                OriginalSizeBytes = 3,
                OptimizedSizeBytes = 3,
                CompressionRatio = 0,
                Format = "webp",
                Dimensions = "1x1",
                Sha256 = Uploads.Of("a", "dog").Sha256.Hex,
            },
        };
        await Records.InsertAsync(pending, Token);

        var finding = Assert.Single(await Service.RepairAsync(new RepairOptions(), null, Token).ToListAsync(Token));

        Assert.Equal(RepairAction.MarkFailed, finding.Action);
    }

    [Fact]
    public async Task RepairAsync_of_a_bucket_that_is_not_there_fails_no_record()
    {
        await Records.InsertAsync(
            new Assignment
            {
                AssignmentId = "a",
                TeacherId = "t",
                Prompt = "cat",
                CreatedAt = DateTimeOffset.UnixEpoch,
                S3ImageKey = ObjectKey.For("a"),
                S3UploadStatus = S3UploadStatus.Success,
            },
            Token);
        await _bucket!.Client.DeleteBucketAsync(_bucket.Name, Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(
            async () => await Service.RepairAsync(new RepairOptions(), null, Token).ToListAsync(Token));

        Assert.Equal(ImageStorageError.BucketNotFound, exception.Error);
        Assert.Equal(S3UploadStatus.Success, (await Records.FindAsync("a", Token))!.S3UploadStatus);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _bucket?.Dispose();
    }
}
