namespace ImageStorage;

/// <summary>The operations on image models.</summary>
public interface IImageModelService
{
    /// <summary>Lists the known models, those on offer first.</summary>
    /// <param name="modelId">Only this model; null for all.</param>
    /// <param name="live">True to ask AWS for each model's state. Otherwise no request is sent.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ModelUnavailable"/> for an id that is not known, or when AWS does not answer;
    /// <see cref="ImageStorageError.CredentialsNotFound"/>.
    /// </exception>
    Task<IReadOnlyList<ImageModel>> ListAsync(string? modelId, bool live, CancellationToken cancellationToken);
}
