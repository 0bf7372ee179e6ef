namespace ImageStorage.Composition;

/// <summary>What the factory joins, from one end to the other, with nothing configured but a folder.</summary>
public sealed class ImageStorageFactoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ImageStorageConfiguration _configuration;
    private readonly IImageStorage _storage;

    public ImageStorageFactoryTests()
    {
        _configuration = new ImageStorageConfiguration
        {
            Home = _folder.Path,
            AwsRegion = "us-east-1",
            MongoDatabase = "unused",
            BedrockRegion = "us-west-2",
            ImageModelId = ImageModelId.Offline,
        };
        _storage = new ImageStorageFactory().Open(_configuration);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Embedded_assignment_is_created_completed_listed_and_removed()
    {
        var created = await _storage.Assignments.CreateImageAsync(
            new NewImageRequest
            {
                AssignmentId = "quiz",
                Prompt = "A red kite 🪁",
                TeacherId = "المعلم",
                QuestionAnswers = [new("1", "What flies?", "A kite"), new("2", "Its colour?", "Red")],
            },
            null,
            Token);
        Assert.Equal((S3UploadStatus.Success, true), (created.Status, File.Exists(created.Url!.LocalPath)));

        var completed = await _storage.Completions.CompleteAsync(
            new CompletionRequest { AssignmentId = "quiz", StudentId = "s", Answers = new Dictionary<string, string> { ["1"] = "a kite!", ["2"] = "blue" } }, Token);
        Assert.Equal((50.0, 50.0), (completed.Score, completed.BestScore));

        var listed = Assert.Single(await _storage.Assignments.ListAsync("المعلم", Token).ToListAsync(Token));
        Assert.Equal(("quiz", "A red kite 🪁"), (listed.AssignmentId, listed.Prompt));
        Assert.Equal(["1", "2"], await _storage.Completions.ListAsync("quiz", null, Token).Select(answer => answer.QuestionId).ToListAsync(Token));

        await _storage.Assignments.RemoveAsync("quiz", Token);
        Assert.Empty(await _storage.Assignments.ListAsync(null, Token).ToListAsync(Token));
        Assert.Empty(await _storage.Completions.ListAsync("quiz", null, Token).ToListAsync(Token));
        Assert.False(File.Exists(created.Url.LocalPath));
        Assert.Empty(await _storage.Repair.RepairAsync(new RepairOptions { GracePeriod = TimeSpan.Zero, RemoveOrphans = true, MaxRemove = int.MaxValue }, null, Token).ToListAsync(Token));
    }

    [Fact]
    public async Task Embedded_stores_are_healthy_by_their_kinds() => Assert.Equal(
        [("folder", true), ("sqlite", true)],
        (await _storage.Health.CheckAsync(TimeSpan.FromSeconds(20), Token)).Select(store => (store.Kind, store.IsReachable)));

    [Fact]
    public void Open_of_an_equal_configuration_shares_what_was_opened()
    {
        var factory = new ImageStorageFactory();

        Assert.Same(factory.Open(_configuration), factory.Open(_configuration with { }));
        Assert.NotSame(factory.Open(_configuration), factory.Open(_configuration with { BedrockRegion = "us-east-1" }));
    }

    public void Dispose() => _folder.Dispose();
}
