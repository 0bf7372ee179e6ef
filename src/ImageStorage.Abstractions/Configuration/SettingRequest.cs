namespace ImageStorage;

/// <summary>What a caller has said of the settings; environment variables and defaults come after it.</summary>
public sealed record SettingRequest
{
    /// <summary>Values by <see cref="SettingName"/> from the call. One of <see cref="SettingName.Environment"/> leaves the session's out.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Values by <see cref="SettingName"/> from the session.</summary>
    public IReadOnlyDictionary<string, string> Session { get; init; } = new Dictionary<string, string>();

    /// <summary>The full path of the file that has the session's environment; null to look for it.</summary>
    public string? EnvironmentFile { get; init; }

    /// <summary>The full path of the folder in which the search for <c>imagestorage.json</c> begins; null: the process's current one.</summary>
    public string? Folder { get; init; }

    /// <summary>False for a caller that neither reads nor writes the stores, which then need not be set up.</summary>
    public bool UsesStores { get; init; } = true;
}
