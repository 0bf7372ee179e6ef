namespace ImageStorage.Cmdlets.Reliability;

/// <summary>Where a killed process kept its pictures, as others see it.</summary>
internal interface ICrashStore : IDisposable
{
    /// <summary>What the process is to be told by its environment.</summary>
    IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>The same as an environment of imagestorage.json.</summary>
    object Settings(string home);

    /// <summary>All pictures, by key.</summary>
    Task<IReadOnlyDictionary<string, byte[]>> ReadAsync();
}
