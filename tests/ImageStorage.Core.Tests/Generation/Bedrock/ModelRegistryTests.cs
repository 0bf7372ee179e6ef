using Amazon.Bedrock;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Testing.Bedrock;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Generation.Bedrock;

public class ModelRegistryTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 11, 15, 0, 0, 0, TimeSpan.Zero));

    private static readonly ModelEntry Ending = new()
    {
        Id = "some.model-v1:0",
        Family = "stability",
        MaxSeed = 1,
        State = ImageModelState.Legacy,
        EndOfLife = new DateOnly(2027, 1, 14),
        Successor = "some.model-v2:0",
    };

    private static ModelRegistry On(int year, int month, int day) => new([Ending], new FakeTimeProvider(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero)));

    [Fact]
    public void Every_model_of_the_file_can_be_described_and_has_what_its_state_needs() =>
        Assert.All(ModelRegistry.Load(Time).All, entry =>
        {
            var model = ModelRegistry.Load(Time).Describe(entry);
            Assert.NotEmpty(model.Sizes);
            Assert.True(entry.RequestShape is null or "stability" or "amazon");
            Assert.True(model.State == ImageModelState.Active || model.Successor is not null, model.Id);
            Assert.True(entry.Family == ImageModelId.Offline || entry.RequestShape is null || (entry.Regions.Count > 0 && entry.MaxPromptLength > 0), model.Id);
        });

    [Fact]
    public void Every_successor_is_known_and_on_offer()
    {
        var registry = ModelRegistry.Load(Time);

        Assert.All(
            registry.All.Where(entry => entry.Successor is not null),
            entry => Assert.Equal(ImageModelState.Active, registry.Describe(registry.Get(entry.Successor!)).State));
    }

    [Fact]
    public void The_default_model_is_known() =>
        Assert.Equal(ImageModelState.Active, ModelRegistry.Load(Time).Get("stability.stable-image-core-v1:1").State);

    [Theory]
    [InlineData("us.stability.stable-image-core-v1:1")]
    [InlineData("arn:aws:bedrock:us-west-2::foundation-model/stability.stable-image-core-v1:1")]
    [InlineData("arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.stability.stable-image-core-v1:1")]
    public void Find_knows_profiles_and_ARNs(string id) =>
        Assert.Equal("stability.stable-image-core-v1:1", ModelRegistry.Load(Time).Find(id)?.Id);

    [Theory]
    [InlineData("stability.stable-image-core-v1")]
    [InlineData("x2.stability.stable-image-core-v1:1")]
    [InlineData("us.offline")]
    [InlineData("/")]
    public void Find_does_not_guess(string id) => Assert.Null(ModelRegistry.Load(Time).Find(id));

    [Fact]
    public void State_is_Ended_from_the_day_of_its_end()
    {
        Assert.Equal(ImageModelState.Legacy, On(2027, 1, 13).Describe(Ending).State);
        Assert.Equal(ImageModelState.Ended, On(2027, 1, 14).Describe(Ending).State);
    }

    [Fact]
    public void Warning_begins_sixty_days_before_the_end()
    {
        Assert.Null(On(2026, 11, 14).WarningOf(Ending));
        Assert.Equal("The model 'some.model-v1:0' ends on 2027-01-14. some.model-v2:0 replaces it.", On(2026, 11, 15).WarningOf(Ending));
        Assert.Contains("past its end of life", On(2027, 1, 14).WarningOf(Ending), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_asks_nobody()
    {
        var models = await Service(null).ListAsync(null, live: false, default);

        Assert.Equal(ModelRegistry.Load(Time).All.Count, models.Count);
        Assert.All(models, model => Assert.Null(model.LiveState));
        Assert.Equal(models.OrderBy(model => model.State), models);
    }

    [Fact]
    public async Task List_live_tells_what_AWS_says()
    {
        await using var stub = new BedrockStub(TestEnvironment.SecretAccessKey);
        stub.Program = (request, _) => request.Target switch
        {
            "/foundation-models/stability.stable-image-core-v1%3A1" => BedrockAnswer.Model("stability.stable-image-core-v1:1", "LEGACY", "2027-06-30T00:00:00Z"),
            "/foundation-models/stability.sd3-5-large-v1%3A0" => BedrockAnswer.Model("stability.sd3-5-large-v1:0", "ACTIVE"),
            "/foundation-models/amazon.nova-canvas-v1%3A0" => BedrockAnswer.Error(400, "ValidationException", "The provided model identifier is invalid."),
            _ => BedrockAnswer.Error(404, "ResourceNotFoundException"),
        };

        var models = (await Service(stub.Endpoint).ListAsync(null, live: true, default)).ToDictionary(model => model.Id);

        Assert.Empty(stub.Problems);
        Assert.Equal(
            (ImageModelState.Legacy, new DateOnly(2027, 6, 30), ImageModelState.Active),
            (models["stability.stable-image-core-v1:1"].LiveState, models["stability.stable-image-core-v1:1"].EndOfLife, models["stability.stable-image-core-v1:1"].State));
        Assert.Equal(ImageModelState.Active, models["stability.sd3-5-large-v1:0"].LiveState);
        Assert.Equal(ImageModelState.Ended, models["amazon.nova-canvas-v1:0"].LiveState);
        Assert.Null(models["offline"].LiveState);
    }

    [Theory]
    [InlineData(403, "AccessDeniedException", ImageStorageError.ModelUnavailable)]
    [InlineData(403, "ExpiredTokenException", ImageStorageError.CredentialsNotFound)]
    [InlineData(500, "InternalServerException", ImageStorageError.ModelUnavailable)]
    public async Task List_live_that_AWS_refuses_says_why(int status, string code, ImageStorageError expected)
    {
        await using var stub = new BedrockStub(TestEnvironment.SecretAccessKey);
        stub.AnswerInOrder(BedrockAnswer.Error(status, code));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Service(stub.Endpoint).ListAsync(null, live: true, default));

        Assert.Equal(expected, error.Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("<html>")]
    public async Task List_live_of_an_answer_that_is_none_is_ModelUnavailable(string body)
    {
        await using var stub = new BedrockStub(TestEnvironment.SecretAccessKey);
        stub.AnswerInOrder(new BedrockAnswer(200, body));

        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => Service(stub.Endpoint).ListAsync("stability.stable-image-core-v1:1", live: true, default));

        Assert.Equal(ImageStorageError.ModelUnavailable, error.Error);
    }

    [Fact]
    public async Task List_live_that_AWS_does_not_answer_is_ModelUnavailable_after_ten_seconds()
    {
        await using var stub = new BedrockStub(TestEnvironment.SecretAccessKey);
        stub.AnswerInOrder(BedrockAnswer.Never);
        var time = new FakeTimeProvider();
        var listing = Service(stub.Endpoint, time).ListAsync("stability.stable-image-core-v1:1", live: true, default);
        while (stub.Requests.Count == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(ImageStorageError.ModelUnavailable, (await Assert.ThrowsAsync<ImageStorageException>(() => listing)).Error);
    }

    private static ImageModelService Service(Uri? endpoint, TimeProvider? time = null) => new(
        ModelRegistry.Load(Time),
        new Lazy<IAmazonBedrock>(() => endpoint is null
            ? throw new InvalidOperationException("Nobody may be asked.")
            : AwsClients.CreateBedrock(BedrockFixture.Configuration(), endpoint)),
        "us-west-2",
        new OperationRunner(new RecordingLogger(), Time),
        time ?? Time);
}
