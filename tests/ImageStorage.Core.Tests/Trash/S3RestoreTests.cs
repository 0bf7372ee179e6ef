using ImageStorage.Aws;
using ImageStorage.Objects;
using ImageStorage.Objects.S3;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Trash;

/// <summary>A bucket without versions: what is deleted moves to <c>trash/</c>.</summary>
public sealed class S3RestoreTests(MotoServer moto) : S3RestoreContract(moto, keepsVersions: false)
{
    [Fact]
    public async Task MoveAsync_of_an_object_that_was_replaced_meanwhile_keeps_the_new_one()
    {
        var former = await Objects.PutAsync(Uploads.Of("a", "cat"), Token);
        await Objects.PutAsync(Uploads.Of("a", "dog") with { Overwrite = true }, Token);
        await using var proxy = new FaultProxy(Bucket.Endpoint);
        // S3 refuses the copy by the ETag; moto_server copies whatever is there.
        proxy.Program = request => request.Header("x-amz-copy-source-if-match") is [var known] && known == $"\"{former.ETag}\""
            ? Fault.Answer(412, "PreconditionFailed")
            : Fault.None;
        using var client = AwsClients.CreateS3(MotoBucket.Configuration(proxy.Endpoint));

        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => new S3ObjectTrash(client, Bucket.Name, Bucket.Store).MoveAsync(former, Token));

        Assert.Equal(ImageStorageError.StorageUnavailable, error.Error);
        Assert.Null(await Uploads.DifferenceAsync(Objects, Uploads.Of("a", "dog")));
    }

    [Fact]
    public async Task MoveAsync_that_ends_between_copy_and_deletion_is_finished_or_undone()
    {
        var stored = await Objects.PutAsync(Uploads.Of("a", "cat"), Token);
        await using var proxy = new FaultProxy(Bucket.Endpoint);
        proxy.Program = request => request.Method == "DELETE" ? Fault.Answer(403, "AccessDenied") : Fault.None;
        using var client = AwsClients.CreateS3(MotoBucket.Configuration(proxy.Endpoint));
        var trash = new S3ObjectTrash(client, Bucket.Name, new S3ObjectStore(client, Bucket.Name));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => trash.MoveAsync(stored, Token));

        Assert.Equal(ImageStorageError.StorageAccessDenied, error.Error);
        Assert.Equal(stored.ETag, (await Trash.BringBackAsync(stored, Token)).ETag);
        await Trash.MoveAsync(stored, Token);
        await Trash.BringBackAsync(stored, Token);
        Assert.Null(await Uploads.DifferenceAsync(Objects, Uploads.Of("a", "cat")));
    }

    [Fact]
    public async Task A_refused_copy_names_the_permissions_in_the_log_alone()
    {
        var stored = await Objects.PutAsync(Uploads.Of("a", "cat"), Token);
        await using var proxy = new FaultProxy(Bucket.Endpoint);
        proxy.Program = _ => Fault.Answer(403, "AccessDenied");
        using var client = AwsClients.CreateS3(MotoBucket.Configuration(proxy.Endpoint));

        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => new S3ObjectTrash(client, Bucket.Name, Bucket.Store).MoveAsync(stored, Token));

        Assert.Equal(ImageStorageError.StorageAccessDenied, error.Error);
        Assert.Contains("move to the trash", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3:", error.Message, StringComparison.Ordinal);
        Assert.Contains("s3:PutObjectTagging", error.LogDetail, StringComparison.Ordinal);
        Assert.NotNull(await Objects.HeadAsync(ObjectKey.For("a"), Token));
    }

    [Fact]
    public async Task MoveAsync_again_after_its_answer_was_lost_succeeds()
    {
        var stored = await Objects.PutAsync(Uploads.Of("a", "cat"), Token);

        await Trash.MoveAsync(stored, Token);
        await Trash.MoveAsync(stored, Token);

        await Trash.BringBackAsync(stored, Token);
        Assert.Null(await Uploads.DifferenceAsync(Objects, Uploads.Of("a", "cat")));
    }
}
