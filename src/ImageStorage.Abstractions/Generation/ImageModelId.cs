namespace ImageStorage;

/// <summary>Ids of the models that the code itself names.</summary>
public static class ImageModelId
{
    /// <summary>The built-in generator: no account, no network, the same picture for the same prompt and seed.</summary>
    public const string Offline = "offline";
}
