namespace ImageStorage;

/// <summary>Turns an image of any size and supported format into one to be served.</summary>
public interface IImageOptimizer
{
    /// <summary>
    /// Fits the image into the limits of <paramref name="options"/> as WebP: upright, in sRGB, without metadata, with alpha and animation
    /// kept, and never larger than the original.
    /// </summary>
    /// <param name="data">The encoded original. Not changed.</param>
    /// <param name="name">What to call the image in messages.</param>
    /// <param name="options">Size, quality, effort.</param>
    /// <param name="cancellationToken">Stops the work within a second.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.InvalidImage"/>, <see cref="ImageStorageError.ImageTooLarge"/>.
    /// </exception>
    Task<OptimizedImage> OptimizeAsync(ReadOnlyMemory<byte> data, string name, OptimizationOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Checks that an image may be stored as it is: decodes it to its last row, without keeping the pixels, and checks <see cref="ImageLimits"/>.
    /// </summary>
    /// <param name="data">The encoded image. Not changed.</param>
    /// <param name="name">What to call the image in messages.</param>
    /// <param name="cancellationToken">Stops the work within a second.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.InvalidImage"/>, <see cref="ImageStorageError.ImageTooLarge"/>.
    /// </exception>
    Task<ImageHeader> ValidateAsync(ReadOnlyMemory<byte> data, string name, CancellationToken cancellationToken);
}
