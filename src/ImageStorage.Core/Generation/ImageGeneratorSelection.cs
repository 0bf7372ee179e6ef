namespace ImageStorage.Generation;

/// <summary>Sends a request to the generator that has its model.</summary>
internal sealed class ImageGeneratorSelection(IImageGenerator offline, IImageGenerator bedrock) : IImageGenerator
{
    public Task<GeneratedImage> GenerateAsync(ImageGenerationRequest request, CancellationToken cancellationToken) =>
        (request.ModelId == ImageModelId.Offline ? offline : bedrock).GenerateAsync(request, cancellationToken);
}
