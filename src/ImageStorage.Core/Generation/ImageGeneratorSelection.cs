namespace ImageStorage.Generation;

/// <summary>Sends a request to the generator that has its model.</summary>
internal sealed class ImageGeneratorSelection(OfflineImageGenerator offline) : IImageGenerator
{
    public Task<GeneratedImage> GenerateAsync(ImageGenerationRequest request, CancellationToken cancellationToken) =>
        request.ModelId == ImageModelId.Offline
            ? offline.GenerateAsync(request, cancellationToken)
            : throw new ImageStorageException(
                ImageStorageError.ModelUnavailable,
                $"The model '{request.ModelId}' is not available in this version. Use -ModelId {ImageModelId.Offline}, or bring a picture along with -Path.");
}
