namespace ImageStorage.Infrastructure.Checks;

/// <summary>The store that the canary writes to, and where its viewers would read.</summary>
/// <param name="Store">The objects.</param>
/// <param name="Urls">Their URLs.</param>
/// <param name="Domain">The CDN's domain name; null when there is none.</param>
/// <param name="IsEmbedded">True when the objects are files.</param>
internal sealed record CanaryTarget(IObjectStore Store, IImageUrlProvider Urls, string? Domain, bool IsEmbedded);
