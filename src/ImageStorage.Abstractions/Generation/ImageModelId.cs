namespace ImageStorage;

/// <summary>Ids of the models that the code refers to.</summary>
public static class ImageModelId
{
    /// <summary>The built-in generator: needs no account and no network; the same prompt and seed give the same picture.</summary>
    public const string Offline = "offline";
}
