using ImageStorage.Generation.Bedrock;
using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Generation;

/// <summary>Pictures of one call never cost more than its budget, whatever the models answer and however many are asked at once.</summary>
public sealed class ImageBudgetTests : IAsyncDisposable
{
    private const string Ultra = "stability.stable-image-ultra-v1:1";
    private const string Large = "stability.sd3-5-large-v1:0";

    private static readonly Dictionary<string, decimal> Prices = new() { [BedrockFixture.Core] = 0.04m, [Large] = 0.08m, [Ultra] = 0.14m };

    private readonly BedrockFixture _bedrock = new();

    [Fact]
    public async Task Generate_100_random_cases_at_once_never_cost_more_than_the_budget()
    {
        _bedrock.Stub.Program = (request, _) => BedrockFixture.Json(request).GetProperty("prompt").GetString()!.Split(' ')[0] switch
        {
            "made" => BedrockAnswer.Stability(BedrockFixture.Picture, 1),
            "withheld" => BedrockAnswer.Filtered("Filter reason: output image"),
            _ => BedrockAnswer.Error(400, "ValidationException", "Malformed input request"),
        };
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            var budget = new ImageBudget(Math.Round((decimal)(random.NextDouble() * 0.6), 2));
            var requests = Enumerable.Range(0, random.Next(1, 9)).Select(number => new ImageGenerationRequest(
                $"{random.GetItems(["made", "withheld", "refused"], 1)[0]} {seed}-{number}", random.GetItems([.. Prices.Keys], 1)[0])
            {
                Budget = budget,
            }).ToList();

            var outcomes = await Task.WhenAll(requests.Select(OutcomeAsync));

            var billed = requests.Zip(outcomes).Where(pair => pair.Second is null or ImageStorageError.ImageRejected).Sum(pair => Prices[pair.First.ModelId]);
            Assert.True(billed <= budget.LimitUsd, $"Case {seed}: {billed} of {budget.LimitUsd} USD.");
            Assert.Equal(billed, budget.SpentUsd);
            Assert.Equal(
                outcomes.Count(outcome => outcome != ImageStorageError.BudgetExceeded),
                _bedrock.Stub.Requests.Count(request => BedrockFixture.Json(request).GetProperty("prompt").GetString()!.Contains($" {seed}-", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(400, "ValidationException", 0)]
    [InlineData(403, "AccessDeniedException", 0)]
    [InlineData(408, "ModelTimeoutException", 0.04)]
    [InlineData(429, "ThrottlingException", 0)]
    [InlineData(503, "ServiceUnavailableException", 0)]
    public async Task Generate_that_fails_keeps_its_price_only_when_it_may_be_billed(int status, string code, double spent)
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Error(status, code, "No."));
        var budget = new ImageBudget(0.04m);

        await Assert.ThrowsAsync<ImageStorageException>(() => GenerateAsync(budget));

        Assert.Equal((decimal)spent, budget.SpentUsd);
    }

    [Fact]
    public async Task Generate_whose_connection_is_lost_keeps_its_price()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Broken);
        var budget = new ImageBudget(1);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => GenerateAsync(budget));

        Assert.True(error.MayBeBilled);
        Assert.Equal(0.04m, budget.SpentUsd);
    }

    [Fact]
    public async Task Generate_over_the_budget_says_budget_spent_and_price_and_asks_nobody()
    {
        var budget = new ImageBudget(0.05m);
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Stability(BedrockFixture.Picture, 1));
        await GenerateAsync(budget);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => GenerateAsync(budget));

        Assert.Equal(ImageStorageError.BudgetExceeded, error.Error);
        Assert.Contains("budget of 0.05 USD", error.Message, StringComparison.Ordinal);
        Assert.Contains("0.04 USD are spent", error.Message, StringComparison.Ordinal);
        Assert.Contains("costs 0.04 USD", error.Message, StringComparison.Ordinal);
        Assert.Single(_bedrock.Stub.Requests);
    }

    [Fact]
    public async Task Generate_with_a_model_without_a_known_price_and_a_budget_is_refused_before_it_is_asked()
    {
        var entry = ModelRegistry.Load(_bedrock.Time).Get(BedrockFixture.Core) with { ListPriceUsd = null };
        var generator = new BedrockImageGenerator(_bedrock.Calls, new ModelRegistry([entry], _bedrock.Time));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => generator.GenerateAsync(
            new ImageGenerationRequest("A red kite", BedrockFixture.Core) { Budget = new ImageBudget(100) }, TestContext.Current.CancellationToken));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Empty(_bedrock.Stub.Requests);
    }

    public ValueTask DisposeAsync() => _bedrock.DisposeAsync();

    private async Task<ImageStorageError?> OutcomeAsync(ImageGenerationRequest request)
    {
        try
        {
            await _bedrock.Generator.GenerateAsync(request, TestContext.Current.CancellationToken);
            return null;
        }
        catch (ImageStorageException exception)
        {
            return exception.Error;
        }
    }

    private Task<GeneratedImage> GenerateAsync(ImageBudget budget) => _bedrock.Generator.GenerateAsync(
        new ImageGenerationRequest("A red kite", BedrockFixture.Core) { Budget = budget }, TestContext.Current.CancellationToken);
}
