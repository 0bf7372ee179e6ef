using ImageStorage.Objects;
using ImageStorage.Objects.Folder;

namespace ImageStorage.Repair;

public sealed class DirectoryRepairTests : RepairContract
{
    private readonly Objects.TemporaryFolder _folder = new();
    private readonly DirectoryObjectStore _store;

    public DirectoryRepairTests() => _store = new DirectoryObjectStore(_folder.Path, TimeProvider.System);

    private protected override IObjectStore Objects => _store;

    private protected override IObjectTrash Trash => new DirectoryObjectTrash(_folder.Path, _store, TimeProvider.System);

    protected override int Iterations => 100;

    [Fact]
    public async Task RepairAsync_of_a_store_that_was_never_written_finds_nothing() =>
        Assert.Empty(await Service.RepairAsync(new RepairOptions(), null, Token).ToListAsync(Token));

    [Fact]
    public async Task RepairAsync_of_an_object_whose_description_a_crash_lost_finishes_its_record()
    {
        await _store.PutAsync(Uploads.Of("a", "cat"), Token);
        Directory.Delete(Path.Combine(_folder.Path, ".metadata"), recursive: true);
        var pending = new Assignment
        {
            AssignmentId = "a",
            TeacherId = "t",
            Prompt = "cat",
            CreatedAt = DateTimeOffset.UnixEpoch,
            S3ImageKey = ObjectKey.For("a"),
            S3UploadStatus = S3UploadStatus.Pending,
        };
        await Records.InsertAsync(pending, Token);

        Assert.Equal(RepairProblem.PendingWithObject, Assert.Single(await Service.RepairAsync(new RepairOptions(), null, Token).ToListAsync(Token)).Problem);
    }

    [Fact]
    public async Task List_leaves_out_files_that_are_no_pictures()
    {
        await _store.PutAsync(Uploads.Of("a", "cat"), Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "generated_images", "notes.txt"), "", Token);
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "generated_images", "a b.webp"), "", Token);

        using var listing = _store.List();
        var item = Assert.Single(await listing.ReadAsync(Token));

        Assert.Equal(("generated_images/a.webp", 3), (item.Key.Value, item.SizeBytes));
        Assert.Empty(await listing.ReadAsync(Token));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }
}
