namespace ImageStorage.Portal.Configuration;

/// <summary>Paths that more than one part of the portal treats apart.</summary>
internal static class PortalPaths
{
    /// <summary>The start of the API's paths.</summary>
    public const string Api = "/api";

    /// <summary>The counters and durations for a collector.</summary>
    public const string Metrics = "/metrics";
}
