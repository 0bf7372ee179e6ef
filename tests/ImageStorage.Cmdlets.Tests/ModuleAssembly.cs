using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace ImageStorage.Cmdlets;

/// <summary>Finds the cmdlets' assembly in the module as it is laid out.</summary>
internal static class ModuleAssembly
{
    [ModuleInitializer]
    internal static void ResolveFromModule() => AssemblyLoadContext.Default.Resolving += static (context, name) =>
    {
        var path = Path.Combine(Path.GetDirectoryName(ModuleSession.ModulePath)!, name.Name + ".dll");
        return name.Name == "ImageStorage.Cmdlets" ? context.LoadFromAssemblyPath(Path.GetFullPath(path)) : null;
    };
}
