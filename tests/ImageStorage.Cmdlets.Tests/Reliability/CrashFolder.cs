namespace ImageStorage.Cmdlets.Reliability;

/// <summary>The folder of the embedded store.</summary>
internal sealed class CrashFolder(string home) : ICrashStore
{
    public IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>();

    public object Settings(string home) => new { home };

    public async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync()
    {
        var objects = new Dictionary<string, byte[]>();
        var folder = Path.Combine(home, "objects", "generated_images");
        if (Directory.Exists(folder))
        {
            foreach (var path in Directory.EnumerateFiles(folder))
                objects[ObjectKey.Prefix + Path.GetFileName(path)] = await File.ReadAllBytesAsync(path);
        }

        return objects;
    }

    public void Dispose()
    {
    }
}
