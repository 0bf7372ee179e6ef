using System.Reflection;
using System.Runtime.Loader;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>
/// Loads the core and its dependencies in isolation, because other modules may load other versions of the same assemblies.
/// Only the abstractions are shared. Nothing is loaded before the first cmdlet needs it.
/// </summary>
internal sealed class CoreLoadContext : AssemblyLoadContext
{
    private const string CoreAssembly = "ImageStorage.Core";
    private const string FactoryType = "ImageStorage.Composition.ImageStorageFactory";

    private static readonly string[] Bundled = ["vips", "e_sqlite3"];

    private static readonly Lazy<IImageStorageFactory> LazyFactory = new(CreateFactory);

    private readonly AssemblyDependencyResolver _resolver;

    private CoreLoadContext(string corePath)
        : base(CoreAssembly) => _resolver = new AssemblyDependencyResolver(corePath);

    /// <summary>True after the first cmdlet has used the core.</summary>
    public static bool IsLoaded => LazyFactory.IsValueCreated;

    /// <summary>The core's entry point.</summary>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> when the module's folder is incomplete.
    /// </exception>
    public static IImageStorageFactory Factory => LazyFactory.Value;

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var shared = typeof(IImageStorageFactory).Assembly;
        if (assemblyName.Name == shared.GetName().Name)
            return shared;

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName)
    {
        if (_resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path)
            return LoadUnmanagedDllFromPath(path);
        // The system's own build of a bundled library may differ, and has crashed the process.
        return Bundled.Any(library => unmanagedDllName.Contains(library, StringComparison.OrdinalIgnoreCase))
            ? throw new DllNotFoundException($"The module brings no '{unmanagedDllName}' for this platform.")
            : 0;
    }

    private static IImageStorageFactory CreateFactory()
    {
        var folder = Path.Combine(Path.GetDirectoryName(typeof(CoreLoadContext).Assembly.Location)!, "dependencies");
        var path = Path.Combine(folder, CoreAssembly + ".dll");
        if (!File.Exists(path))
        {
            throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid, $"The module is incomplete: '{path}' is missing. Install ImageStorage again.");
        }

        var type = new CoreLoadContext(path).LoadFromAssemblyPath(path).GetType(FactoryType, throwOnError: true)!;
        return (IImageStorageFactory)Activator.CreateInstance(type)!;
    }
}
