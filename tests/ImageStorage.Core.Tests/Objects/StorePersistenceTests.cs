using CsCheck;
using ImageStorage.Objects.Folder;
using ImageStorage.Objects.S3;
using ImageStorage.Testing;

namespace ImageStorage.Objects;

public class StorePersistenceTests(MotoServer moto)
{
    [Fact]
    [Trait("Property", "1")]
    public async Task S3_gives_back_byte_for_byte_what_was_stored_with_its_metadata()
    {
        using var bucket = await MotoBucket.CreateAsync(moto);

        await CheckAsync(bucket.Store);
    }

    [Fact]
    [Trait("Property", "1")]
    public async Task A_folder_gives_back_byte_for_byte_what_was_stored_with_its_metadata()
    {
        using var folder = new TemporaryFolder();

        await CheckAsync(new DirectoryObjectStore(folder.Path, TimeProvider.System));
    }

    private static async Task CheckAsync(IObjectStore store)
    {
        await Uploads.Any.SampleAsync(
            async upload =>
            {
                // Random ids may come twice.
                var stored = await store.PutAsync(upload with { Overwrite = true }, default);
                var difference = await Uploads.DifferenceAsync(store, upload);
                return difference is null && stored.Written ? true : throw new InvalidOperationException(difference);
            },
            iter: 100);
    }
}
