namespace ImageStorage.Urls;

/// <summary>Carries the bytes' hash in a URL, so that a replaced picture is a new URL under an immutable cache.</summary>
internal static class VersionedUrl
{
    private const int Digits = 12;

    public static Uri Of(Uri url, string? sha256) =>
        sha256 is null ? url : new Uri($"{url.AbsoluteUri}?v={sha256[..Digits].ToLowerInvariant()}");
}
