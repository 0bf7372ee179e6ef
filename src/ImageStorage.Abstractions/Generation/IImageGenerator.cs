namespace ImageStorage;

/// <summary>Generates pictures from prompts.</summary>
public interface IImageGenerator
{
    /// <summary>Generates one picture.</summary>
    /// <param name="request">What to generate.</param>
    /// <param name="cancellationToken">Stops the work; the request may have been billed by then.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.PromptRejected"/>, <see cref="ImageStorageError.ImageRejected"/>,
    /// <see cref="ImageStorageError.ModelUnavailable"/>, <see cref="ImageStorageError.GenerationThrottled"/>,
    /// <see cref="ImageStorageError.GenerationTimeout"/>.
    /// </exception>
    Task<GeneratedImage> GenerateAsync(ImageGenerationRequest request, CancellationToken cancellationToken);
}
