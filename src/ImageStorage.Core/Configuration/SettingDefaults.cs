namespace ImageStorage.Configuration;

/// <summary>What defaults depend on.</summary>
/// <param name="Home">The folder of the embedded stores.</param>
/// <param name="HasBucket">True when a bucket is set.</param>
internal sealed record SettingDefaults(string Home, bool HasBucket);
