using Amazon.Bedrock;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Generation;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Testing.Bedrock;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The image model, by what is known here and what Bedrock says.</summary>
public sealed class ModelChecksTests : IAsyncDisposable
{
    private readonly BedrockStub _stub = new(TestEnvironment.SecretAccessKey);
    private readonly AmazonBedrockClient _client;

    public ModelChecksTests() => _client = AwsClients.CreateBedrock(BedrockFixture.Configuration(), _stub.Endpoint);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _stub.DisposeAsync();
    }

    [Theory]
    [InlineData("stability.stable-image-core-v1:1", "ACTIVE", null, CheckStatus.Passed, "Active")]
    [InlineData("stability.stable-image-core-v1:1", "ACTIVE", "2026-12-31", CheckStatus.Passed, "Active, ends on 2026-12-31")]
    [InlineData("stability.stable-image-core-v1:1", "ACTIVE", "2026-12-30", CheckStatus.Warning, "Active, ends on 2026-12-30")]
    [InlineData("stability.stable-image-core-v1:1", "LEGACY", null, CheckStatus.Warning, "Legacy")]
    [InlineData("stability.stable-image-core-v1:1", "LEGACY", "2027-09-30", CheckStatus.Warning, "Legacy, ends on 2027-09-30")]
    [InlineData("stability.stable-image-core-v1:1", "ACTIVE", "2026-10-31", CheckStatus.Failed, "Active, ends on 2026-10-31")]
    [InlineData("stability.stable-image-core-v1:1", "RETIRING", null, CheckStatus.Unknown, null)]
    [InlineData("amazon.nova-canvas-v1:0", "LEGACY", null, CheckStatus.Failed, "Legacy, ends on 2026-09-30")]
    public async Task Judge_by_state_and_end_of_life(string model, string status, string? end, CheckStatus expected, string? actual)
    {
        _stub.AnswerInOrder(Lifecycle(model, status, end));

        var finding = await AskAsync(model);

        Assert.Equal((expected, actual), (finding.Status, finding.Actual));
        Assert.Empty(_stub.Problems);
    }

    [Fact]
    public async Task A_model_that_ends_soon_is_reported_with_its_successor()
    {
        _stub.AnswerInOrder(Lifecycle("amazon.nova-canvas-v1:0", "LEGACY", "2026-11-15"));

        var finding = await AskAsync("amazon.nova-canvas-v1:0");

        Assert.Equal(CheckStatus.Warning, finding.Status);
        Assert.Contains("stability.stable-image-core-v1:1", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_stands_where_its_model_does()
    {
        _stub.AnswerInOrder(Lifecycle("stability.stable-image-core-v1:1", "ACTIVE", null));

        var finding = await AskAsync("us.stability.stable-image-core-v1:1");

        Assert.Equal((CheckStatus.Passed, "Active"), (finding.Status, finding.Actual));
        Assert.Empty(_stub.Problems);
    }

    [Fact]
    public async Task A_model_that_Bedrock_no_longer_has_fails()
    {
        _stub.AnswerInOrder(BedrockAnswer.Error(404, "ResourceNotFoundException", "The requested model is not found."));

        Assert.Equal(CheckStatus.Failed, (await AskAsync("stability.stable-image-core-v1:1")).Status);
    }

    [Fact]
    public async Task A_model_that_nobody_knows_fails_without_a_question()
    {
        var finding = await AskAsync("acme.painter-v1:0");

        Assert.Equal((CheckStatus.Failed, "not known"), (finding.Status, finding.Actual));
        Assert.Empty(_stub.Requests);
    }

    [Theory]
    [InlineData(403, "AccessDeniedException", "Allow bedrock:GetFoundationModel.")]
    [InlineData(500, "InternalServerException", "did not return the state of the model")]
    public async Task A_Bedrock_that_does_not_say_is_no_answer(int status, string code, string message)
    {
        _stub.AnswerInOrder(BedrockAnswer.Error(status, code, "no"));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => AskAsync("stability.stable-image-core-v1:1"));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private Task<Finding> AskAsync(string model)
    {
        // The day that models.json is of.
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 10, 31, 12, 0, 0, TimeSpan.Zero));
        var operations = new OperationRunner(new RecordingLogger(), time);
        var models = new ImageModelService(ModelRegistry.Load(time), new Lazy<IAmazonBedrock>(() => _client), "us-west-2", operations, time);
        var request = new InfrastructureRequest { Expectations = new InfrastructureExpectations() };
        return Assert.Single(new ModelChecks(models, model, time).Checks(request, default)).AskAsync(TestContext.Current.CancellationToken);
    }

    private static BedrockAnswer Lifecycle(string model, string status, string? end)
    {
        var endOfLife = end is null ? "" : $", \"endOfLifeTime\": \"{end}T00:00:00Z\"";
        return new(200, $$$"""{"modelDetails": {"modelId": "{{{model}}}", "modelLifecycle": {"status": "{{{status}}}"{{{endOfLife}}}} } }""");
    }
}
