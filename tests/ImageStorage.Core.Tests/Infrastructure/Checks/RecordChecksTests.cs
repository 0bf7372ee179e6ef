using ImageStorage.Records.Sqlite;

namespace ImageStorage.Infrastructure.Checks;

public sealed class RecordChecksTests : IDisposable
{
    private const string Mongo = "mongodb";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Records_in_a_MongoDB_that_is_not_known_here_are_unknown_and_nothing_else_is_asked_for_them()
    {
        foreach (var check in Checks(Mongo, knowsMongo: false))
        {
            var finding = await check.AskAsync(TestContext.Current.CancellationToken);

            Assert.Equal(CheckStatus.Unknown, finding.Status);
            Assert.Contains("MONGO_URI", finding.Remedy, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    [Theory]
    [InlineData(Mongo, true)]
    [InlineData("dynamodb", false)]
    [InlineData(null, false)]
    public async Task Records_that_are_known_here_are_asked_for(string? store, bool knowsMongo)
    {
        foreach (var check in Checks(store, knowsMongo))
        {
            var finding = await check.AskAsync(TestContext.Current.CancellationToken);

            Assert.True(finding.Status == CheckStatus.Passed, $"{check.Name}: {finding.Detail}");
        }
    }

    public void Dispose() => _folder.Dispose();

    private Check[] Checks(string? store, bool knowsMongo)
    {
        var path = _folder.File("assignments.db");
        var database = new SqliteDatabase(path);
        var family = new RecordChecks(
            new SqliteAssignmentRepository(database),
            new SqliteAnswerRepository(database),
            new SqliteRecordIndexes(path),
            knowsMongo,
            knowsDynamo: true);
        var request = new InfrastructureRequest { Expectations = new InfrastructureExpectations { RecordStore = store } };
        var checks = family.Checks(request, TestContext.Current.CancellationToken).ToArray();
        Assert.Equal(["RecordStore", "RecordIndexes"], checks.Select(check => check.Name));
        return checks;
    }
}
