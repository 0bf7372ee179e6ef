using ImageStorage.Objects.Folder;
using ImageStorage.Records.Sqlite;

namespace ImageStorage.Pairing;

public sealed class DirectoryAndSqlitePairTests : StorePairContract, IDisposable
{
    private readonly ImageStorage.TemporaryFolder _folder = new();
    private readonly List<SqliteDatabase> _databases = [];

    public void Dispose()
    {
        _databases.ForEach(database => database.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public async Task EnsureAsync_of_an_identity_that_is_not_readable_refuses()
    {
        var stores = await NewCaseAsync();
        await stores.Open().EnsureAsync(Token);
        var path = Directory.EnumerateFiles(_folder.Path, "store.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(path, "<html>", Token);

        var refusal = await Assert.ThrowsAsync<ImageStorageException>(() => stores.Open().EnsureAsync(Token));

        Assert.Equal(ImageStorageError.StoreMismatch, refusal.Error);
        Assert.Equal("<html>", await File.ReadAllTextAsync(path, Token));
    }

    private protected override Task<PairCase> NewCaseAsync()
    {
        var home = _folder.File(Guid.NewGuid().ToString("N"));
        var root = Path.Combine(home, "objects");
        var database = new SqliteDatabase(Path.Combine(home, "assignments.db"));
        _databases.Add(database);
        return Task.FromResult(new PairCase(
            new DirectoryObjectStore(root, TimeProvider.System), new DirectoryIdentity(root),
            new SqliteAssignmentRepository(database), new SqliteIdentity(database)));
    }
}
