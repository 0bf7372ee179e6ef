using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Generation.Bedrock;

/// <summary>What is sent to Bedrock, and what becomes of its pictures.</summary>
public sealed class BedrockImageGeneratorTests : IAsyncDisposable
{
    private readonly BedrockFixture _bedrock = new();

    public BedrockImageGeneratorTests() => _bedrock.Stub.Program = (request, _) =>
    {
        System.Text.Json.JsonElement body = BedrockFixture.Json(request);
        return body.TryGetProperty("taskType", out System.Text.Json.JsonElement _)
            ? BedrockAnswer.Amazon(BedrockFixture.Picture)
            : BedrockAnswer.Stability(BedrockFixture.Picture, body.GetProperty("seed").GetInt64());
    };

    [Fact]
    public async Task Generate_gives_the_picture_with_model_seed_request_id_and_price()
    {
        var image = await _bedrock.GenerateAsync();

        Assert.Equal(BedrockFixture.Picture, image.Data);
        Assert.Equal(
            (ImageFormat.Png, BedrockFixture.Core, 7L, BedrockStub.RequestId(1), 0.04m),
            (image.Format, image.ModelId, image.Seed, image.RequestId, image.PriceUsd));
    }

    [Fact]
    public async Task Generate_signs_its_requests_as_AWS_demands()
    {
        await _bedrock.GenerateAsync();

        Assert.Empty(_bedrock.Stub.Problems);
        Assert.Equal(TestEnvironment.SessionToken, Assert.Single(Assert.Single(_bedrock.Stub.Requests).Header("X-Amz-Security-Token")));
    }

    [Fact]
    public async Task The_stub_refuses_what_another_secret_signed()
    {
        await using var other = new BedrockFixture(profile: TestEnvironment.KnownProfile);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => other.GenerateAsync());

        Assert.Equal(ImageStorageError.CredentialsNotFound, error.Error);
        Assert.Single(other.Stub.Problems);
    }

    [Fact]
    public async Task Generate_asks_for_the_model_by_its_encoded_id()
    {
        await _bedrock.GenerateAsync();

        var request = Assert.Single(_bedrock.Stub.Requests);
        Assert.Equal(("POST", "/model/stability.stable-image-core-v1%3A1/invoke"), (request.Method, request.Target));
        Assert.Contains("aws-sdk-dotnet", Assert.Single(request.Header("User-Agent")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_of_a_profile_s_ARN_is_signed_with_its_slashes_encoded()
    {
        const string arn = "arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.stability.stable-image-core-v1:1";

        var image = await _bedrock.GenerateAsync(arn);

        Assert.Empty(_bedrock.Stub.Problems);
        Assert.Equal(arn, image.ModelId);
    }

    [Fact]
    public async Task Generate_sends_Stability_the_documented_body()
    {
        await _bedrock.GenerateAsync();

        Assert.Equal(
            """{"prompt":"A red kite","aspect_ratio":"1:1","seed":7,"output_format":"png"}""",
            BedrockFixture.Json(Assert.Single(_bedrock.Stub.Requests)).GetRawText());
    }

    [Fact]
    public async Task Generate_sends_Amazon_the_documented_body()
    {
        await _bedrock.GenerateAsync(BedrockFixture.Canvas);

        Assert.Equal(
            """{"taskType":"TEXT_IMAGE","textToImageParams":{"text":"A red kite"},"imageGenerationConfig":{"width":1024,"height":1024,"cfgScale":6.5,"seed":7,"numberOfImages":1}}""",
            BedrockFixture.Json(Assert.Single(_bedrock.Stub.Requests)).GetRawText());
    }

    [Theory]
    [InlineData("🖼️ zwei Drachen 🪁 über dem Meer")]
    [InlineData("صورة لطائرة ورقية حمراء فوق البحر")]
    [InlineData("עפיפון אדום \u202e \" \\ </script>")]
    public async Task Generate_sends_any_text_as_it_is(string prompt)
    {
        await _bedrock.GenerateAsync(prompt: prompt);

        Assert.Empty(_bedrock.Stub.Problems);
        Assert.Equal(prompt, BedrockFixture.Json(Assert.Single(_bedrock.Stub.Requests)).GetProperty("prompt").GetString());
    }

    [Theory]
    [InlineData(BedrockFixture.Core, 1_024)]
    [InlineData(BedrockFixture.Core, 1_025)]
    [InlineData(BedrockFixture.Core, 10_000)]
    [InlineData(BedrockFixture.Canvas, 1_024)]
    [InlineData("amazon.titan-image-generator-v2:0", 512)]
    public async Task Generate_takes_prompts_up_to_the_model_s_limit(string model, int length) =>
        Assert.NotEmpty((await _bedrock.GenerateAsync(model, new string('a', length))).Data);

    [Theory]
    [InlineData(BedrockFixture.Core, 10_001, "10,001", "10,000")]
    [InlineData(BedrockFixture.Core, 20_000, "20,000", "10,000")]
    [InlineData(BedrockFixture.Canvas, 1_025, "1,025", "1,024")]
    [InlineData(BedrockFixture.Canvas, 20_000, "20,000", "1,024")]
    [InlineData("amazon.titan-image-generator-v2:0", 513, "513", "512")]
    public async Task Generate_refuses_longer_prompts_before_the_call(string model, int length, string expected, string limit)
    {
        var error = await _bedrock.FailAsync(model, new string('a', length));

        Assert.Equal(ImageStorageError.PromptRejected, error.Error);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Contains(limit, error.Message, StringComparison.Ordinal);
        Assert.Empty(_bedrock.Stub.Requests);
    }

    [Fact]
    public async Task Generate_counts_characters_and_not_their_halves() =>
        Assert.NotEmpty((await _bedrock.GenerateAsync(BedrockFixture.Canvas, string.Concat(Enumerable.Repeat("🪁", 1_024)))).Data);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Generate_refuses_prompts_that_are_none(string prompt)
    {
        Assert.Equal(ImageStorageError.PromptRejected, (await _bedrock.FailAsync(prompt: prompt)).Error);
        Assert.Empty(_bedrock.Stub.Requests);
    }

    [Theory]
    [InlineData('\ud83e')]
    [InlineData('\udec1')]
    public async Task Generate_refuses_half_a_character(char half)
    {
        var error = await _bedrock.FailAsync(prompt: $"A {half} kite");

        Assert.Equal((ImageStorageError.PromptRejected, 0), (error.Error, _bedrock.Stub.Requests.Count));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 2_147_483_648)]
    [InlineData(0.9999999999999999, 4_294_967_294)]
    public async Task Generate_without_a_seed_draws_one_and_tells_it(double share, long expected)
    {
        await using var bedrock = new BedrockFixture(random: () => share);
        bedrock.Stub.Program = _bedrock.Stub.Program;

        Assert.Equal(expected, (await bedrock.GenerateAsync(seed: null)).Seed);
        Assert.Equal(expected, BedrockFixture.Json(Assert.Single(bedrock.Stub.Requests)).GetProperty("seed").GetInt64());
    }

    [Fact]
    public async Task Generate_tells_the_seed_that_the_model_chose_for_zero()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Stability(BedrockFixture.Picture, 2_130_420_379));

        Assert.Equal(2_130_420_379, (await _bedrock.GenerateAsync(seed: 0)).Seed);
    }

    [Fact]
    public async Task Generate_refuses_a_seed_that_the_model_does_not_have()
    {
        var error = await _bedrock.FailAsync(BedrockFixture.Canvas, seed: 858_993_460);

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains("858993459", error.Message, StringComparison.Ordinal);
        Assert.Empty(_bedrock.Stub.Requests);
    }

    [Fact]
    public async Task Generate_with_an_unknown_model_lists_those_known_without_a_call()
    {
        var error = await _bedrock.FailAsync("no-such-model");

        Assert.Equal(ImageStorageError.ModelUnavailable, error.Error);
        Assert.Contains(BedrockFixture.Core, error.Message, StringComparison.Ordinal);
        Assert.Empty(_bedrock.Stub.Requests);
    }

    [Fact]
    public async Task Generate_with_a_model_that_nobody_can_ask_any_more_names_its_successor()
    {
        var error = await _bedrock.FailAsync("stability.stable-diffusion-xl-v1");

        Assert.Equal(ImageStorageError.ModelUnavailable, error.Error);
        Assert.Contains(BedrockFixture.Core, error.Message, StringComparison.Ordinal);
        Assert.Empty(_bedrock.Stub.Requests);
    }

    [Fact]
    public async Task Generate_without_credentials_says_how_to_sign_in()
    {
        await using var bedrock = new BedrockFixture(profile: TestEnvironment.SingleSignOnProfile);

        var error = await bedrock.FailAsync();

        Assert.Equal(ImageStorageError.CredentialsNotFound, error.Error);
        Assert.Contains("aws sso login", error.Message, StringComparison.Ordinal);
        Assert.Empty(bedrock.Stub.Requests);
    }

    [Fact]
    public async Task The_log_has_the_attempt_and_no_prompt()
    {
        await _bedrock.GenerateAsync(prompt: "A secret kite");

        var entry = Assert.Single(_bedrock.Logger.Entries);
        Assert.Equal(("model.invoke", BedrockFixture.Core, 1, "success"), (entry.Operation, entry.Key, entry.Attempt ?? 0, entry.Result));
        Assert.Contains(BedrockStub.RequestId(1), entry.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", entry.Detail, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _bedrock.DisposeAsync();
}
