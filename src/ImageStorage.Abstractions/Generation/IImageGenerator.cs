namespace ImageStorage;

/// <summary>Makes pictures from prompts.</summary>
public interface IImageGenerator
{
    /// <summary>Makes one picture.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Stops the work; a model with a price per picture may have been paid already.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.PromptRejected"/>, <see cref="ImageStorageError.ImageRejected"/>,
    /// <see cref="ImageStorageError.ModelUnavailable"/>,
    /// <see cref="ImageStorageError.GenerationThrottled"/>, <see cref="ImageStorageError.GenerationTimeout"/>.
    /// </exception>
    Task<GeneratedImage> GenerateAsync(ImageGenerationRequest request, CancellationToken cancellationToken);
}
