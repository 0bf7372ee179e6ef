using ImageStorage.Generation.Bedrock;
using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Completion.Scoring;

/// <summary>Which texts an embeddings model is asked for, and what becomes of its vectors.</summary>
public sealed class EmbeddingScorerTests : IAsyncDisposable
{
    private const string Titan = "amazon.titan-embed-text-v2:0";
    private const string Cohere = "cohere.embed-multilingual-v3";

    private readonly BedrockFixture _bedrock = new(random: () => 0);

    [Fact]
    public async Task Score_is_the_cosine_in_hundredths()
    {
        _bedrock.Stub.Program = (request, _) => BedrockAnswer.TitanEmbedding(BedrockFixture.Json(request).GetProperty("inputText").GetString() switch
        {
            "car" => Vector(1, 0),
            "automobile" => Vector(3, 4),
            "anti-car" => Vector(-1, 0),
            _ => Vector(0, 1),
        });

        Assert.Equal([60, 0, 0, 100, 0], await ScoreAsync(Titan, new("car", "automobile"), new("car", "anti-car"), new("car", "fish"), new("car", "Car!"), new("car", "")));
        Assert.Equal(
            ["anti-car", "automobile", "car", "fish"],
            _bedrock.Stub.Requests.Select(request => BedrockFixture.Json(request).GetProperty("inputText").GetString()).Order(StringComparer.Ordinal));
        Assert.Empty(_bedrock.Stub.Problems);
    }

    [Fact]
    public async Task Titan_is_sent_the_documented_body()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.TitanEmbedding(Vector(1, 0)));

        await ScoreAsync(Titan, new AnswerPair("car", "bus"));

        Assert.Contains(
            """{"inputText":"car","dimensions":1024,"normalize":true}""", _bedrock.Stub.Requests.Select(request => BedrockFixture.Json(request).GetRawText()));
    }

    [Fact]
    public async Task Cohere_is_sent_all_texts_at_once()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.CohereEmbeddings(Vector(1, 0), Vector(0, 1)));

        Assert.Equal([0], await ScoreAsync(Cohere, new AnswerPair("car", "bus")));
        Assert.Equal(
            """{"texts":["car","bus"],"input_type":"clustering","truncate":"END"}""",
            BedrockFixture.Json(Assert.Single(_bedrock.Stub.Requests)).GetRawText());
    }

    [Fact]
    public async Task Texts_longer_than_the_model_takes_are_cut_between_characters()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.CohereEmbeddings(Vector(1, 0), Vector(1, 0)));

        await ScoreAsync(Cohere, new AnswerPair("x" + string.Concat(Enumerable.Repeat("🪁", 2_000)), "bus"));

        Assert.Equal(2_047, BedrockFixture.Json(Assert.Single(_bedrock.Stub.Requests)).GetProperty("texts")[0].GetString()!.Length);
    }

    [Fact]
    public async Task Texts_are_cut_after_the_blanks_that_they_begin_with()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.CohereEmbeddings(Vector(1, 0), Vector(1, 0)));

        await ScoreAsync(Cohere, new AnswerPair(new string(' ', 3_000) + "car", "bus"));

        Assert.Equal("car", BedrockFixture.Json(Assert.Single(_bedrock.Stub.Requests)).GetProperty("texts")[0].GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"embedding":[1,2]}""")]
    [InlineData("""{"embedding":["x"]}""")]
    public async Task Answer_that_is_no_embedding_is_ModelUnavailable(string body)
    {
        _bedrock.Stub.AnswerInOrder(new BedrockAnswer(200, body));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => ScoreAsync(Titan, new AnswerPair("car", "bus")));

        Assert.Equal(ImageStorageError.ModelUnavailable, error.Error);
    }

    [Fact]
    public void Model_that_is_not_known_lists_those_that_are()
    {
        var error = Assert.Throws<ImageStorageException>(() => TextModels.Load().Embedding("no-such-model"));

        Assert.Equal(ImageStorageError.ModelUnavailable, error.Error);
        Assert.Contains(Titan, error.Message, StringComparison.Ordinal);
        Assert.Contains(Cohere, error.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _bedrock.DisposeAsync();

    private static float[] Vector(float first, float second) => [first, second, .. new float[1022]];

    private Task<IReadOnlyList<int>> ScoreAsync(string model, params AnswerPair[] pairs) =>
        new EmbeddingScorer(_bedrock.Calls, TextModels.Load().Embedding(model)).ScoreAsync(pairs, TestContext.Current.CancellationToken);
}
