using System.Text.Json;
using Amazon.BedrockRuntime;
using ImageStorage.Optimization;

namespace ImageStorage.Generation.Bedrock;

/// <summary>Generates pictures with the models of Amazon Bedrock.</summary>
/// <param name="calls">Calls the models.</param>
/// <param name="models">The known models.</param>
/// <param name="random">A number from 0 up to 1, for seeds.</param>
internal sealed class BedrockImageGenerator(ModelCalls calls, ModelRegistry models, Func<double>? random = null) : IImageGenerator
{
    private static readonly Dictionary<string, IModelBody> Bodies = new() { ["stability"] = new StabilityBody(), ["amazon"] = new AmazonBody() };

    private readonly Func<double> _random = random ?? Random.Shared.NextDouble;

    public GenerationQuote Quote(ImageGenerationRequest request)
    {
        var model = models.Accept(request);
        return new GenerationQuote(model.ListPriceUsd, models.WarningOf(model));
    }

    public async Task<GeneratedImage> GenerateAsync(ImageGenerationRequest request, CancellationToken cancellationToken)
    {
        var model = models.Accept(request);
        var seed = request.Seed ?? DrawSeed(model);
        var body = Bodies[model.RequestShape!].Write(model, request.Prompt, seed);
        request.Budget?.Reserve(model.Id, model.ListPriceUsd);
        try
        {
            return await calls
                .RunAsync("model.invoke", model, (client, token) => InvokeAsync(client, model, request.ModelId, seed, body, token), cancellationToken)
                .ConfigureAwait(false);
        }
        catch (ImageStorageException failure) when (!failure.MayBeBilled)
        {
            request.Budget?.GiveBack(model.ListPriceUsd!.Value);
            throw;
        }
    }

    private async Task<ModelAnswer<GeneratedImage>> InvokeAsync(
        IAmazonBedrockRuntime client, ModelEntry model, string modelId, long seed, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(body);
        var answer = await client
            .InvokeModelAsync(new InvokeModelRequest { ModelId = modelId, Body = content }, cancellationToken)
            .ConfigureAwait(false);
        var requestId = answer.ResponseMetadata?.RequestId;
        var (picture, usedSeed) = Read(model, answer, requestId);
        var image = new GeneratedImage
        {
            Data = picture,
            Format = ImageSignature.Identify(picture) ?? throw ModelFailures.NoAnswer(model, $"no picture of a known format, request {requestId}"),
            ModelId = modelId,
            Seed = usedSeed ?? seed,
            RequestId = requestId,
            PriceUsd = model.ListPriceUsd,
            Warning = models.WarningOf(model),
        };
        return new ModelAnswer<GeneratedImage>(image, requestId);
    }

    private static (byte[] Picture, long? Seed) Read(ModelEntry model, InvokeModelResponse answer, string? requestId)
    {
        try
        {
            return Bodies[model.RequestShape!].Read(model, answer.Body.ToArray());
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw ModelFailures.NoAnswer(
                model, $"{exception.Message} {answer.Body.Length} bytes of {answer.ContentType}, request {requestId}", exception);
        }
    }

    // Not 0, which means a random seed to Stability's models.
    private long DrawSeed(ModelEntry model) => 1 + (long)(_random() * model.MaxSeed);
}
