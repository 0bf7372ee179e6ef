using System.Runtime.CompilerServices;

namespace ImageStorage.Portal;

/// <summary>
/// Threads for this process, which holds many servers, their clients and what makes pictures at the same time: by default there are as many as
/// processors, and a health check that waits for the next one is late for no fault of the portal.
/// </summary>
internal static class ThreadPoolSize
{
    private const int Threads = 64;

    [ModuleInitializer]
    internal static void Set() => ThreadPool.SetMinThreads(Threads, Threads);
}
