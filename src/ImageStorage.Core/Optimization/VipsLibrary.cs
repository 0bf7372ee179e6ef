using NetVips;

namespace ImageStorage.Optimization;

/// <summary>libvips as this product uses it: present, without a cache, and with no loader on but those of <see cref="ImageFormat"/>.</summary>
internal static class VipsLibrary
{
    // Class names of libvips: a blocked base class blocks all below it.
    private const string AllLoaders = "VipsForeignLoad";

    private static readonly string[] AllowedLoaders =
        ["VipsForeignLoadPng", "VipsForeignLoadJpeg", "VipsForeignLoadWebp", "VipsForeignLoadNsgif", "VipsForeignLoadTiff"];

    // Held, because native code calls it.
    private static readonly Log.LogDelegate IgnoreWarning = static (_, _, _) => { };

    private static readonly Lazy<bool> Initialized = new(Initialize);

    /// <summary>Call before anything of NetVips.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/> when the native library cannot be loaded.</exception>
    public static void EnsureInitialized() => _ = Initialized.Value;

    private static bool Initialize()
    {
        // NetVips keeps a failed load of the native library in a static and throws something else later.
        if (!ModuleInitializer.VipsInitialized)
        {
            throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                "The image library libvips could not be loaded on this machine. Supported are Windows x64, Linux x64 and arm64 with glibc, and macOS arm64; "
                + "install the module again if its folder 'dependencies' is incomplete.",
                ModuleInitializer.Exception);
        }

        // What libvips has to say of damaged images is in its errors; its warnings would be printed to the user's terminal.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, IgnoreWarning);

        // Every image is another one: a cache of operations would only keep pixels alive.
        Cache.Max = 0;

        Operation.Block(AllLoaders, true);
        foreach (var loader in AllowedLoaders)
            Operation.Block(loader, false);
        return true;
    }
}
