using NetVips;

namespace ImageStorage.Optimization;

/// <summary>Initialises libvips for this product: without a cache, and with only the loaders of <see cref="ImageFormat"/> enabled.</summary>
internal static class VipsLibrary
{
    // Class names of libvips: blocking a base class blocks all derived classes.
    private const string AllLoaders = "VipsForeignLoad";

    private static readonly string[] AllowedLoaders =
        ["VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadWebp", "VipsForeignLoadNsgif", "VipsForeignLoadTiff"];

    // Kept in a field, because native code calls it and the garbage collector does not know.
    private static readonly Log.LogDelegate IgnoreWarning = static (_, _, _) => { };

    private static readonly Lazy<bool> Initialized = new(Initialize);

    /// <summary>Must be called before any other call of NetVips.</summary>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> when the native library cannot be loaded.
    /// </exception>
    public static void EnsureInitialized() => _ = Initialized.Value;

    private static bool Initialize()
    {
        // NetVips stores the error of a failed native load in a static field and throws an unrelated error later.
        if (!ModuleInitializer.VipsInitialized)
        {
            throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                "The image library libvips could not be loaded on this machine. Supported are Windows x64, Linux x64 and arm64 with glibc, and macOS "
                + "arm64; install the module again if its folder 'dependencies' is incomplete.",
                ModuleInitializer.Exception);
        }

        // libvips would print its warnings to the user's terminal; damaged images are reported as errors anyway.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, IgnoreWarning);

        // Every image is different, so a cache of operations would only hold memory.
        Cache.Max = 0;

        Operation.Block(AllLoaders, true);
        foreach (var loader in AllowedLoaders)
            Operation.Block(loader, false);
        return true;
    }
}
