using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ImageStorage.Testing;

/// <summary>
/// mongod on a free port of this machine, with an empty folder for its data. Started when a test first asks for it; it ends with the
/// fixture, and with this process however that ends.
/// </summary>
public sealed class MongodServer : IAsyncDisposable
{
    private const string Program = "mongod";

    // The shell waits for its standard input to close, which happens when this process ends by any means, and takes the server along.
    private const string EndWithParent = "\"$0\" \"$@\" >/dev/null 2>&1 </dev/null & server=$!; cat >/dev/null; kill $server";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private Process? _process;
    private string? _folder;
    private string? _uri;

    /// <summary>The running server's connection string. Skips the calling test when mongod is not on PATH.</summary>
    public async Task<string> RequireAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _uri ??= await StartAsync();
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

        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
        _starting.Dispose();
    }

    private async Task<string> StartAsync()
    {
        var program = PathSearch.Find(Program);
        if (program is null)
            Assert.Skip($"{Program} is not on PATH");

        _folder = Directory.CreateTempSubdirectory("imagestorage-mongod-").FullName;
        var port = FreePort();
        string[] arguments = ["--port", $"{port}", "--bind_ip", "127.0.0.1", "--dbpath", _folder];
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("/bin/sh", ["-c", EndWithParent, program, .. arguments]) { RedirectStandardInput = true };
        start.UseShellExecute = false;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");

        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60) && !_process.HasExited;)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return $"mongodb://127.0.0.1:{port}/?directConnection=true";
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
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
