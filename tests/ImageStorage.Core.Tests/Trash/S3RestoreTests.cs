using ImageStorage.Objects;
using ImageStorage.Testing;

namespace ImageStorage.Trash;

/// <summary>A bucket without versions: what is deleted moves to <c>trash/</c>.</summary>
public sealed class S3RestoreTests(MotoServer moto) : S3RestoreContract(moto, keepsVersions: false)
{
    [Fact]
    public async Task MoveAsync_of_an_object_that_was_replaced_meanwhile_keeps_the_new_one()
    {
        var former = await Objects.PutAsync(Uploads.Of("a", "cat"), Token);
        await Objects.PutAsync(Uploads.Of("a", "dog") with { Overwrite = true }, Token);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Trash.MoveAsync(former, Token));

        Assert.Equal(ImageStorageError.StorageUnavailable, error.Error);
        Assert.Null(await Uploads.DifferenceAsync(Objects, Uploads.Of("a", "dog")));
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
