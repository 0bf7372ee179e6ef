using System.Collections.Concurrent;
using System.Text.Json;
using Amazon.BedrockRuntime;
using ImageStorage.Generation.Bedrock;

namespace ImageStorage.Completion.Scoring;

/// <summary>
/// Compares answers by their meaning, with an embeddings model. The score is the cosine of the two embeddings in hundredths, rounded:
/// 1 is 100, and 0 and everything below is 0. Texts that say the same (<see cref="AnswerText"/>) score 100, and an empty text scores 0,
/// without asking the model. Of a text that is longer than the model accepts, the beginning is compared.
/// </summary>
internal sealed class EmbeddingScorer(ModelCalls calls, TextModelEntry model) : IAnswerScorer
{
    // Few enough that one submission alone does not exhaust the account's quota.
    private const int Parallel = 4;

    private static readonly Dictionary<string, IEmbeddingBody> Bodies =
        new() { ["amazon"] = new TitanEmbeddingBody(), ["cohere"] = new CohereEmbeddingBody() };

    private readonly IEmbeddingBody _body = Bodies[model.Family];

    public async Task<IReadOnlyList<int>> ScoreAsync(IReadOnlyList<AnswerPair> answers, CancellationToken cancellationToken)
    {
        var known = answers.Select(ScoreWithoutModel).ToArray();
        var texts = answers
            .Where((_, index) => known[index] is null)
            .SelectMany(pair => new[] { Cut(pair.Expected), Cut(pair.Given) })
            .Distinct(StringComparer.Ordinal);

        var vectors = new ConcurrentDictionary<string, float[]>(StringComparer.Ordinal);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForEachAsync(
            texts.Chunk(model.MaxTexts),
            options,
            async (chunk, token) =>
            {
                var embeddings = await EmbedAsync(chunk, token).ConfigureAwait(false);
                for (var index = 0; index < chunk.Length; index++)
                    vectors[chunk[index]] = embeddings[index];
            }).ConfigureAwait(false);

        return [.. answers.Select((pair, index) => known[index] ?? Score(vectors[Cut(pair.Expected)], vectors[Cut(pair.Given)]))];
    }

    private static int? ScoreWithoutModel(AnswerPair pair)
    {
        if (string.IsNullOrWhiteSpace(pair.Expected) || string.IsNullOrWhiteSpace(pair.Given))
            return 0;
        return AnswerText.Of(pair.Expected).SaysTheSameAs(AnswerText.Of(pair.Given)) ? 100 : null;
    }

    private Task<IReadOnlyList<float[]>> EmbedAsync(string[] texts, CancellationToken cancellationToken)
    {
        var body = _body.Write(model, texts);
        return calls.RunAsync("model.invoke", model, (client, token) => InvokeAsync(client, body, texts.Length, token), cancellationToken);
    }

    private async Task<ModelAnswer<IReadOnlyList<float[]>>> InvokeAsync(
        IAmazonBedrockRuntime client, byte[] body, int count, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(body);
        var answer = await client
            .InvokeModelAsync(new InvokeModelRequest { ModelId = model.Id, Body = content }, cancellationToken)
            .ConfigureAwait(false);
        var requestId = answer.ResponseMetadata?.RequestId;
        try
        {
            var vectors = _body.Read(answer.Body.ToArray());
            if (vectors.Count != count || vectors.Any(vector => vector.Length != model.Dimensions))
                throw new FormatException($"The answer does not have {count} embeddings of {model.Dimensions} dimensions.");
            return new ModelAnswer<IReadOnlyList<float[]>>(vectors, requestId);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw ModelFailures.NoAnswer(
                model, $"{exception.Message} {answer.Body.Length} bytes of {answer.ContentType}, request {requestId}", exception);
        }
    }

    private static int Score(float[] one, float[] other)
    {
        double product = 0, square = 0, otherSquare = 0;
        for (var index = 0; index < one.Length; index++)
        {
            product += (double)one[index] * other[index];
            square += (double)one[index] * one[index];
            otherSquare += (double)other[index] * other[index];
        }

        // A zero vector has no direction, so its cosine is undefined.
        var lengths = Math.Sqrt(square) * Math.Sqrt(otherSquare);
        return lengths > 0 ? (int)Math.Round(100 * Math.Clamp(product / lengths, 0, 1), MidpointRounding.AwayFromZero) : 0;
    }

    private string Cut(string text)
    {
        // A model refuses a text of only blanks, which a cut of an untrimmed text could leave.
        text = text.Trim();
        if (text.Length <= model.MaxTextLength)
            return text;
        var length = model.MaxTextLength;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }
}
