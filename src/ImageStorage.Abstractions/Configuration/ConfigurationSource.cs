namespace ImageStorage;

/// <summary>Where a setting's value came from; the first of these that has one wins.</summary>
public enum ConfigurationSource
{
    /// <summary>A cmdlet's parameter.</summary>
    Parameter,

    /// <summary><c>Set-ImageStorageConfiguration</c> in this session.</summary>
    Session,

    /// <summary>The chosen environment of <c>imagestorage.json</c>; with one, environment variables are not looked at but for the home folder.</summary>
    NamedEnvironment,

    /// <summary>An environment variable.</summary>
    Environment,

    /// <summary>The embedded default.</summary>
    Default,
}
