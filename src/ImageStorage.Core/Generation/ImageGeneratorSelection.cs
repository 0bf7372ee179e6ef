namespace ImageStorage.Generation;

/// <summary>Sends a request to the generator that has its model.</summary>
internal sealed class ImageGeneratorSelection(IImageGenerator offline, IImageGenerator bedrock) : IImageGenerator
{
    public GenerationQuote Quote(ImageGenerationRequest request) => Choose(request).Quote(request);

    public Task<GeneratedImage> GenerateAsync(ImageGenerationRequest request, CancellationToken cancellationToken) =>
        Choose(request).GenerateAsync(request, cancellationToken);

    private IImageGenerator Choose(ImageGenerationRequest request) => request.ModelId == ImageModelId.Offline ? offline : bedrock;
}
