using System.Runtime.CompilerServices;

namespace ImageStorage.Portal;

/// <summary>
/// Raises the minimum number of threads. This process runs many servers and clients at once; with one thread per processor, health checks
/// would be late because they wait for a thread.
/// </summary>
internal static class ThreadPoolSize
{
    private const int Threads = 64;

    [ModuleInitializer]
    internal static void Set() => ThreadPool.SetMinThreads(Threads, Threads);
}
