namespace ImageStorage.Infrastructure.Checks;

/// <summary>Where the canary flies: the store that is written to, and where its readers read.</summary>
/// <param name="Store">The objects.</param>
/// <param name="Urls">Their URLs.</param>
/// <param name="Domain">The CDN's domain name; null when there is none.</param>
/// <param name="IsEmbedded">True when the objects are files.</param>
internal sealed record CanaryTarget(IObjectStore Store, IImageUrlProvider Urls, string? Domain, bool IsEmbedded);
