namespace ImageStorage;

/// <summary>Makes pictures from prompts.</summary>
public interface IImageGenerator
{
    /// <summary>Checks a request and says what it would cost, without asking the model.</summary>
    /// <param name="request">What to make.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.PromptRejected"/>, <see cref="ImageStorageError.ModelUnavailable"/>,
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> for a seed that the model does not have.
    /// </exception>
    GenerationQuote Quote(ImageGenerationRequest request);

    /// <summary>Makes one picture.</summary>
    /// <param name="request">What to make.</param>
    /// <param name="cancellationToken">Stops the work; a model with a price per picture may have been paid already.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.PromptRejected"/>, <see cref="ImageStorageError.ImageRejected"/>,
    /// <see cref="ImageStorageError.ModelUnavailable"/>,
    /// <see cref="ImageStorageError.GenerationThrottled"/>, <see cref="ImageStorageError.GenerationTimeout"/>,
    /// <see cref="ImageStorageError.BudgetExceeded"/>.
    /// </exception>
    Task<GeneratedImage> GenerateAsync(ImageGenerationRequest request, CancellationToken cancellationToken);
}
