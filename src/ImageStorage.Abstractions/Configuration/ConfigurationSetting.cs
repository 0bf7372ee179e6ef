namespace ImageStorage;

/// <summary>One setting, its value for people (secrets masked) and where it came from.</summary>
/// <param name="Name">The environment variable's name; see <see cref="SettingName"/>.</param>
/// <param name="Value">The value with any secret masked; null when there is none.</param>
/// <param name="Source">Where the value came from.</param>
/// <param name="Description">What the setting is for.</param>
/// <param name="Origin">The same as <paramref name="Source"/> in words: which variable, which environment of which file.</param>
public sealed record ConfigurationSetting(string Name, string? Value, ConfigurationSource Source, string Description, string Origin);
