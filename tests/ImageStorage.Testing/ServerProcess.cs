using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ImageStorage.Testing;

/// <summary>
/// A server program on a free port of this machine. Started when a test first asks for it; it ends with the fixture, and with this process
/// however that ends.
/// </summary>
/// <typeparam name="TAddress">What clients connect with.</typeparam>
/// <param name="name">The program's name on PATH.</param>
public abstract class ServerProcess<TAddress>(string name) : IAsyncDisposable
    where TAddress : class
{
    // The shell waits for its standard input to close, which happens when this process ends by any means, and then ends the server.
    private const string EndWithParent = "\"$0\" \"$@\" >/dev/null 2>&1 </dev/null & server=$!; cat >/dev/null; kill $server";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _starting = new(1, 1);
    private Process? _process;
    private TAddress? _address;

    /// <summary>The running server's address. Skips the calling test when the program is not on PATH.</summary>
    public async Task<TAddress> RequireAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _address ??= await StartAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        CleanUp();
        _starting.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The arguments that make the program listen on a port of the loopback address.</summary>
    /// <param name="port">The port.</param>
    protected abstract string[] Arguments(int port);

    /// <summary>The server's address.</summary>
    /// <param name="port">The port that it listens on.</param>
    protected abstract TAddress Address(int port);

    /// <summary>True when the server answers.</summary>
    /// <param name="port">The port that it listens on.</param>
    protected abstract Task<bool> AnswersAsync(int port);

    /// <summary>Sets variables of the server's environment.</summary>
    /// <param name="environment">The environment.</param>
    protected virtual void Configure(IDictionary<string, string?> environment)
    {
    }

    /// <summary>Removes what the server wrote, after it has ended.</summary>
    protected virtual void CleanUp()
    {
    }

    private async Task<TAddress> StartAsync()
    {
        var program = PathSearch.Find(name);
        if (program is null)
            Assert.Skip($"{name} is not on PATH");

        var port = FreePort();
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, Arguments(port))
            : new ProcessStartInfo("/bin/sh", ["-c", EndWithParent, program, .. Arguments(port)]) { RedirectStandardInput = true };
        start.UseShellExecute = false;
        Configure(start.Environment);
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");

        for (var waited = Stopwatch.StartNew(); waited.Elapsed < StartLimit && !_process.HasExited;)
        {
            if (await AnswersAsync(port))
                return Address(port);
            await Task.Delay(50);
        }

        throw new InvalidOperationException($"{program} does not answer on port {port}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
