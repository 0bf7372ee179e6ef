namespace ImageStorage.Urls;

/// <summary>Adds the hash of the bytes to a URL, so that a replaced picture has a new URL, which no cache holds.</summary>
internal static class VersionedUrl
{
    private const int Digits = 12;

    public static Uri Of(Uri url, string? sha256) =>
        sha256 is null ? url : new Uri($"{url.AbsoluteUri}?v={sha256[..Digits].ToLowerInvariant()}");
}
