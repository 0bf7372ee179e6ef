using ImageStorage.Testing;
using ImageStorage.Testing.Bedrock;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Generation.Bedrock;

/// <summary>Every way in which a model fails, and how often it was asked.</summary>
public sealed class BedrockFailureTests(MotoServer moto) : IAsyncDisposable
{
    private readonly BedrockFixture _bedrock = new(random: () => 1 - double.Epsilon);

    private static BedrockAnswer Success => BedrockAnswer.Stability(BedrockFixture.Picture, 7);

    [Theory]
    [InlineData(400, "ValidationException", "The provided model identifier is invalid.", ImageStorageError.ModelUnavailable, 1)]
    [InlineData(400, "ValidationException", "This request has been blocked by our content filters.", ImageStorageError.PromptRejected, 1)]
    [InlineData(400, "ValidationException", "Malformed input request", ImageStorageError.ModelUnavailable, 1)]
    [InlineData(403, "AccessDeniedException", "You don't have access to the model.", ImageStorageError.ModelUnavailable, 1)]
    [InlineData(403, "ExpiredTokenException", "The security token included in the request is expired", ImageStorageError.CredentialsNotFound, 1)]
    [InlineData(403, "UnrecognizedClientException", "The security token included in the request is invalid", ImageStorageError.CredentialsNotFound, 1)]
    [InlineData(403, "InvalidSignatureException", "Signature expired: 20261101T000000Z", ImageStorageError.ConfigurationInvalid, 1)]
    [InlineData(404, "ResourceNotFoundException", "Could not resolve the foundation model", ImageStorageError.ModelUnavailable, 1)]
    [InlineData(408, "ModelTimeoutException", "The model took too long", ImageStorageError.GenerationTimeout, 1)]
    [InlineData(424, "ModelErrorException", "The model failed", ImageStorageError.ModelUnavailable, 1)]
    [InlineData(429, "ThrottlingException", "Too many requests", ImageStorageError.GenerationThrottled, 3)]
    [InlineData(429, "ModelNotReadyException", "The model is not ready", ImageStorageError.GenerationThrottled, 3)]
    [InlineData(500, "InternalServerException", "Internal", ImageStorageError.ModelUnavailable, 3)]
    [InlineData(502, "Whatever", "Bad gateway", ImageStorageError.ModelUnavailable, 3)]
    [InlineData(503, "ServiceUnavailableException", "Busy", ImageStorageError.ModelUnavailable, 3)]
    public async Task Error_of_the_service_is_told_by_kind_and_tried_as_often(int status, string code, string message, ImageStorageError expected, int attempts)
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Error(status, code, message));

        var error = await _bedrock.FailAsync();

        Assert.Equal((expected, attempts, attempts), (error.Error, error.Attempts, _bedrock.Stub.Requests.Count));
        Assert.Contains($"{code}, HTTP {status}, request {BedrockStub.RequestId(attempts)}", error.LogDetail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Error_without_a_body_is_told_by_its_status(int status)
    {
        _bedrock.Stub.AnswerInOrder(new BedrockAnswer(status, ""), new BedrockAnswer(status, "<html>"), Success);

        Assert.NotEmpty((await _bedrock.GenerateAsync()).Data);
        Assert.Equal(3, _bedrock.Stub.Requests.Count);
    }

    [Theory]
    [InlineData("Filter reason: prompt", ImageStorageError.PromptRejected)]
    [InlineData("Filter reason: output image", ImageStorageError.ImageRejected)]
    [InlineData("Filter reason: input image", ImageStorageError.ImageRejected)]
    [InlineData("Inference error", ImageStorageError.ModelUnavailable)]
    public async Task Finish_reason_is_told_by_kind_and_asked_once(string reason, ImageStorageError expected)
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Filtered(reason));

        Assert.Equal((expected, 1), ((await _bedrock.FailAsync()).Error, _bedrock.Stub.Requests.Count));
    }

    [Fact]
    public async Task Error_in_Amazon_s_answer_is_ImageRejected()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.AmazonError("All of the generated images have been blocked by our content filters."));

        Assert.Equal((ImageStorageError.ImageRejected, 1), ((await _bedrock.FailAsync(BedrockFixture.Canvas)).Error, _bedrock.Stub.Requests.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"images":[]}""")]
    [InlineData("""{"images":["not base64"]}""")]
    [InlineData("""{"images":["aGVsbG8="],"seeds":["x"],"finish_reasons":[null]}""")]
    public async Task Success_without_a_picture_is_ModelUnavailable_and_asked_once(string body)
    {
        _bedrock.Stub.AnswerInOrder(new BedrockAnswer(200, body));

        var error = await _bedrock.FailAsync();

        Assert.Equal((ImageStorageError.ModelUnavailable, 1), (error.Error, _bedrock.Stub.Requests.Count));
        Assert.Contains("billed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_body_of_moto_server_is_ModelUnavailable()
    {
        using var client = Aws.AwsClients.CreateBedrockRuntime(BedrockFixture.Configuration(), await moto.RequireAsync());
        var calls = new ModelCalls(new Lazy<Amazon.BedrockRuntime.IAmazonBedrockRuntime>(() => client), "us-west-2", _bedrock.Logger, _bedrock.Time);
        var generator = new BedrockImageGenerator(calls, ModelRegistry.Load(_bedrock.Time));

        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => generator.GenerateAsync(new ImageGenerationRequest("A red kite", BedrockFixture.Core), default));

        Assert.Equal(ImageStorageError.ModelUnavailable, error.Error);
    }

    [Fact]
    public async Task Throttled_twice_succeeds_at_the_third_attempt_after_one_and_two_seconds()
    {
        var throttled = BedrockAnswer.Error(429, "ThrottlingException");
        _bedrock.Stub.AnswerInOrder(throttled, throttled, Success);

        Assert.Equal(BedrockStub.RequestId(3), (await _bedrock.GenerateAsync()).RequestId);
        Assert.Equal([1.0, 2.0], _bedrock.Time.Waits.Select(wait => Math.Round(wait.TotalSeconds, 2)));
    }

    [Fact]
    public async Task Retry_after_is_waited()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Error(429, "ThrottlingException", headers: ("Retry-After", "17")), Success);

        await _bedrock.GenerateAsync();

        Assert.Equal([TimeSpan.FromSeconds(17)], _bedrock.Time.Waits);
    }

    [Fact]
    public async Task Retry_after_beyond_two_minutes_is_not_waited_but_told()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Error(429, "ThrottlingException", headers: ("Retry-After", "600")), Success);

        var error = await _bedrock.FailAsync();

        Assert.Equal((ImageStorageError.GenerationThrottled, 1), (error.Error, _bedrock.Stub.Requests.Count));
        Assert.Contains("10 minutes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_that_is_silent_for_300_seconds_is_GenerationTimeout_that_may_have_been_billed()
    {
        var time = new FakeTimeProvider();
        await using var bedrock = new BedrockFixture(time);
        bedrock.Stub.AnswerInOrder(BedrockAnswer.Never);
        var generating = bedrock.GenerateAsync();
        while (bedrock.Stub.Requests.Count == 0)
            await Task.Delay(10, TestContext.Current.CancellationToken);

        time.Advance(TimeSpan.FromSeconds(299.9));
        Assert.False(generating.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.1));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => generating);
        Assert.Equal((ImageStorageError.GenerationTimeout, 1), (error.Error, bedrock.Stub.Requests.Count));
        Assert.Contains("may have been billed", error.Message, StringComparison.Ordinal);
        Assert.Contains("5 minutes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_that_breaks_is_not_tried_again_as_it_may_have_been_billed()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Broken);

        var error = await _bedrock.FailAsync();

        Assert.Equal((ImageStorageError.ModelUnavailable, 1), (error.Error, _bedrock.Stub.Requests.Count));
        Assert.Contains("may have been billed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listening_is_tried_three_times()
    {
        await _bedrock.Stub.DisposeAsync();

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _bedrock.GenerateAsync());

        Assert.Equal((ImageStorageError.ModelUnavailable, 3), (error.Error, error.Attempts));
        Assert.Contains("could not be reached", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancellation_in_mid_call_is_OperationCanceledException_at_once()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Never);
        using var cancelling = new CancellationTokenSource();
        var generating = _bedrock.GenerateAsync(token: cancelling.Token);

        await cancelling.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => generating);
    }

    [Theory]
    [InlineData("amazon.nova-canvas-v1:0")]
    [InlineData("amazon.titan-image-generator-v2:0")]
    [InlineData("stability.stable-image-core-v1:0")]
    public async Task Model_past_its_end_names_its_successor(string model)
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Error(400, "ValidationException", "The provided model identifier is invalid."));

        var error = await _bedrock.FailAsync(model);

        Assert.Equal(ImageStorageError.ModelUnavailable, error.Error);
        Assert.Contains("stability.stable-image-core-v1:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_that_is_not_enabled_names_the_console()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Error(403, "AccessDeniedException"));

        Assert.Contains("Amazon Bedrock console", (await _bedrock.FailAsync()).Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _bedrock.DisposeAsync();
}
