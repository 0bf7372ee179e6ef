namespace ImageStorage.Records.Sqlite;

public sealed class SqliteAnswerRepositoryTests : AnswerRepositoryContract, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SqliteDatabase _database;

    public SqliteAnswerRepositoryTests()
    {
        _database = new SqliteDatabase(RecordsFile);
        Repository = new SqliteAnswerRepository(_database);
    }

    protected override IAnswerRepository Repository { get; }

    protected override int Cases => 200;

    protected override ImageStorageError? ErrorOfSeventeenMegabytes => null;

    private string RecordsFile => _folder.File("home/records.db");

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Reading_and_removing_before_the_first_write_makes_no_file()
    {
        Assert.Empty(await AllAsync());
        await Repository.DeleteAsync("quiz", Token);

        Assert.False(Directory.Exists(_folder.File("home")));
    }

    [Fact]
    public async Task Answers_and_records_share_a_file_and_leave_each_other_alone()
    {
        using var records = new SqliteAssignmentRepository(_database);
        var record = new Assignment { AssignmentId = "quiz", TeacherId = "t", Prompt = "p", CreatedAt = Noon };

        await records.InsertAsync(record, Token);
        await SubmitAsync("Paris", 90);
        await records.DeleteAsync("quiz", Token);

        Assert.Single(await AllAsync());
        Assert.Equal(["records.db"], Directory.GetFiles(_folder.File("home"), "*.db").Select(Path.GetFileName));
    }

    [Fact]
    public async Task SubmitAsync_by_two_processes_at_once_loses_no_attempt()
    {
        using var elsewhere = new SqliteDatabase(RecordsFile);
        var other = new SqliteAnswerRepository(elsewhere);

        await Task.WhenAll(Enumerable.Range(0, 100).Select(
            number => (number % 2 == 0 ? Repository : other).SubmitAsync(Submission(new ScoredAnswer("q", $"{number}", number)), Token)));

        var stored = Assert.Single(await AllAsync());
        Assert.Equal((100, 99, "99"), (stored.Attempts, stored.BestScore, stored.BestAnswer));
    }

    [Fact]
    public async Task DeleteAsync_of_more_than_one_part_removes_all()
    {
        await Repository.SubmitAsync(Submission([.. Enumerable.Range(0, 2500).Select(number => new ScoredAnswer($"q{number}", "x", 1))]), Token);

        await Repository.DeleteAsync("quiz", Token);

        Assert.Empty(await AllAsync());
    }
}
