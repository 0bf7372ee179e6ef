using ImageStorage.Images;
using ImageStorage.Objects;

namespace ImageStorage.Creation;

/// <summary>Makes the picture of a request: generated or given as a file, and optimised.</summary>
internal sealed class PictureMaking(IImageGenerator generator, IImageOptimizer optimizer, ImageStorageConfiguration configuration)
{
    public async Task<StorablePicture> MakeAsync(
        string assignmentId, Assignment? existing, NewImageRequest request, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new ImageProgress(assignmentId, ImageStage.Generating));
        GeneratedImage? generated = null;
        byte[] original;
        if (request.Source is not null)
        {
            original = await ImageReader.ReadAsync(request.Source, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            generated = await generator.GenerateAsync(Generation(existing, request), cancellationToken).ConfigureAwait(false);
            original = generated.Data;
        }

        progress?.Report(new ImageProgress(assignmentId, ImageStage.Optimizing));
        var options = new OptimizationOptions { MarkAsGenerated = generated is not null };
        var name = request.Source?.Name ?? assignmentId;
        return Describe(generated, await optimizer.OptimizeAsync(original, name, options, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>What the model is asked for, for a request without a file.</summary>
    /// <param name="existing">The assignment's record; null when there is none.</param>
    /// <param name="request">What to make.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.PromptRejected"/> without a prompt.</exception>
    public ImageGenerationRequest Generation(Assignment? existing, NewImageRequest request)
    {
        var prompt = request.Prompt ?? existing?.Prompt;
        if (string.IsNullOrWhiteSpace(prompt))
            throw new ImageStorageException(ImageStorageError.PromptRejected, "The prompt is empty. Describe what the picture should show.");
        return new ImageGenerationRequest(prompt, request.ModelId ?? configuration.ImageModelId, request.Seed) { Budget = request.Budget };
    }

    /// <summary>What the model would cost; refuses what the model would be refused.</summary>
    public GenerationQuote Quote(ImageGenerationRequest generation) => generator.Quote(generation);

    private static StorablePicture Describe(GeneratedImage? generated, OptimizedImage optimized)
    {
        var sha256 = ContentHash.Of(optimized.Data);
        return new StorablePicture
        {
            Data = optimized.Data,
            Sha256 = sha256,
            Format = optimized.Format,
            OriginalFormat = optimized.OriginalFormat.Name(),
            Optimized = optimized.Optimized,
            Metadata = new ImageMetadata
            {
                OriginalSizeBytes = optimized.OriginalSizeBytes,
                OptimizedSizeBytes = optimized.OptimizedSizeBytes,
                CompressionRatio = optimized.CompressionRatio,
                Format = optimized.Format.Name(),
                Dimensions = optimized.Dimensions,
                Sha256 = sha256.Hex,
                Model = generated?.ModelId,
                Seed = generated?.Seed,
                RequestId = generated?.RequestId,
                PriceUsd = generated?.PriceUsd,
            },
            Warning = StorablePicture.JoinWarnings(generated?.Warning, optimized.Warning),
        };
    }
}
