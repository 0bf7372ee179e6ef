using Amazon.Bedrock;
using ImageStorage.Diagnostics;
using ImageStorage.Generation.Bedrock;

namespace ImageStorage.Generation;

/// <inheritdoc />
internal sealed class ImageModelService(
    ModelRegistry models, Lazy<IAmazonBedrock> client, string region, OperationRunner operations, TimeProvider timeProvider) : IImageModelService
{
    // For one model; the caller can ask again at any time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public Task<IReadOnlyList<ImageModel>> ListAsync(string? modelId, bool live, CancellationToken cancellationToken) =>
        operations.RunAsync<IReadOnlyList<ImageModel>>(
            "GetImageModel",
            null,
            async (_, token) =>
            {
                var listed = new List<ImageModel>();
                foreach (var entry in modelId is null ? models.All : [models.Get(modelId)])
                {
                    var model = models.Describe(entry);
                    listed.Add(live && entry.Family != ImageModelId.Offline ? await AskAsync(entry, model, token).ConfigureAwait(false) : model);
                }

                return [.. listed.OrderBy(model => model.LiveState ?? model.State)];
            },
            cancellationToken);

    private async Task<ImageModel> AskAsync(ModelEntry entry, ImageModel model, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var answer = await client.Value
                .GetFoundationModelAsync(new GetFoundationModelRequest { ModelIdentifier = entry.Id }, either.Token)
                .WaitAsync(either.Token)
                .ConfigureAwait(false);
            var lifecycle = answer.ModelDetails?.ModelLifecycle;
            return model with
            {
                LiveState = lifecycle?.Status switch
                {
                    "ACTIVE" => ImageModelState.Active,
                    "LEGACY" => ImageModelState.Legacy,
                    _ => null,
                },
                EndOfLife = lifecycle?.EndOfLifeTime is { } end ? DateOnly.FromDateTime(end) : model.EndOfLife,
            };
        }
        catch (AmazonBedrockException exception) when (IsGone(exception))
        {
            return model with { LiveState = ImageModelState.Ended };
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw ModelFailures.StateUnknown(exception, entry, region);
        }
    }

    // AWS answers either of these for a model that the region does not have, or no longer has.
    private static bool IsGone(AmazonBedrockException exception) => exception.ErrorCode is "ResourceNotFoundException"
        || (exception.ErrorCode == "ValidationException"
            && exception.Message.Contains("model identifier is invalid", StringComparison.OrdinalIgnoreCase));
}
