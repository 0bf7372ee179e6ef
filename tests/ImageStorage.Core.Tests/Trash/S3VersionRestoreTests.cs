using Amazon.S3.Model;
using ImageStorage.Objects;
using ImageStorage.Testing;

namespace ImageStorage.Trash;

/// <summary>A bucket with versions: what is deleted stays as a version, and nothing is copied.</summary>
public sealed class S3VersionRestoreTests(MotoServer moto) : S3RestoreContract(moto, keepsVersions: true)
{
    [Fact]
    public async Task MoveAsync_makes_a_delete_marker_and_copies_nothing()
    {
        var stored = await Objects.PutAsync(Uploads.Of("a", "cat"), Token);

        await Trash.MoveAsync(stored, Token);

        var listed = await Bucket.Client.ListVersionsAsync(new ListVersionsRequest { BucketName = Bucket.Name }, Token);
        Assert.Equal(
            [(stored.Key, false), (stored.Key, true)],
            listed.Versions.Select(version => (version.Key, version.IsDeleteMarker ?? false)).OrderBy(version => version));
    }

    [Fact]
    public async Task BringBackAsync_after_a_newer_version_brings_the_one_that_was_removed()
    {
        var removed = await Objects.PutAsync(Uploads.Of("a", "cat"), Token);
        await Trash.MoveAsync(removed, Token);
        await Objects.PutAsync(Uploads.Of("a", "dog"), Token);
        await Objects.DeleteAsync(ObjectKey.For("a"), Token);

        await Trash.BringBackAsync(removed, Token);

        Assert.Null(await Uploads.DifferenceAsync(Objects, Uploads.Of("a", "cat")));
    }

    private protected override Task LoseAsync(StoredObject picture) => Bucket.Client.DeleteObjectAsync(
        new DeleteObjectRequest { BucketName = Bucket.Name, Key = picture.Key, VersionId = picture.VersionId }, Token);
}
