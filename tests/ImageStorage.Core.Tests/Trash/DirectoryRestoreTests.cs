using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Trash;

public sealed class DirectoryRestoreTests : RestoreContract
{
    private readonly Objects.TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private readonly DirectoryObjectStore _store;
    private readonly DirectoryObjectTrash _trash;

    public DirectoryRestoreTests()
    {
        _store = new DirectoryObjectStore(_folder.Path, TimeProvider.System);
        _trash = new DirectoryObjectTrash(_folder.Path, _store, _time);
    }

    private protected override IObjectStore Objects => _store;

    private protected override IObjectTrash Trash => _trash;

    [Fact]
    public async Task MoveAsync_deletes_what_has_been_in_the_trash_for_more_than_30_days()
    {
        await RemoveAsync("old");
        _time.Advance(TimeSpan.FromDays(29));
        await RemoveAsync("young");
        Assert.Equal(["old", "young"], Trashed());

        // What the trash has is dated by the file system's clock.
        foreach (var path in Directory.EnumerateFiles(Path.Combine(_folder.Path, "trash"), "young*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(path, _time.GetUtcNow().UtcDateTime);
        _time.Advance(TimeSpan.FromDays(2));
        await RemoveAsync("new");

        Assert.Equal(["new", "young"], Trashed());
        Assert.Null(await _trash.ReadNoteAsync("old", Token));
        Assert.NotNull(await _trash.ReadNoteAsync("young", Token));
    }

    protected override async Task<string> DescribeAsync(string key) =>
        await File.ReadAllTextAsync(Path.Combine(_folder.Path, ".metadata", key + ".json"), Token);

    protected override Task<int> CountTrashedPicturesAsync() => Task.FromResult(Trashed().Length);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _folder.Dispose();
    }

    private async Task RemoveAsync(string id)
    {
        var stored = await _store.PutAsync(Uploads.Of(id, "cat"), Token);
        await new AssignmentTrash(_trash, _time).KeepPictureAsync(id, null, stored, Token);
        await _trash.MoveAsync(stored, Token);
    }

    private string[] Trashed() => Path.Combine(_folder.Path, "trash", "generated_images") is var trash && Directory.Exists(trash)
        ? [.. Directory.EnumerateFiles(trash, "*.webp").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal)]
        : [];
}
