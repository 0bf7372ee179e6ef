using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Xunit;

namespace ImageStorage.Testing;

/// <summary>
/// moto_server, which answers as AWS does, on a free port of this machine. Started when a test first asks for it; it ends with the
/// fixture, and with this process however that ends.
/// </summary>
public sealed class MotoServer : IAsyncDisposable
{
    private const string Program = "moto_server";

    // The shell waits for its standard input to close, which happens when this process ends by any means, and takes the server along.
    private const string EndWithParent = "\"$0\" \"$@\" >/dev/null 2>&1 </dev/null & server=$!; cat >/dev/null; kill $server";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private Process? _process;
    private Uri? _endpoint;

    /// <summary>The running server's endpoint. Skips the calling test when moto_server is not on PATH.</summary>
    public async Task<Uri> RequireAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _endpoint ??= await StartAsync();
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

        _starting.Dispose();
    }

    private async Task<Uri> StartAsync()
    {
        var program = PathSearch.Find(Program);
        if (program is null)
            Assert.Skip($"{Program} is not on PATH");

        var port = FreePort();
        string[] arguments = ["-H", "127.0.0.1", "-p", $"{port}"];
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo(program, arguments)
            : new ProcessStartInfo("/bin/sh", ["-c", EndWithParent, program, .. arguments]) { RedirectStandardInput = true };
        start.UseShellExecute = false;
        // Otherwise it would ask for credentials that tests have none of.
        start.Environment["AWS_EC2_METADATA_DISABLED"] = "true";
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");

        var endpoint = new Uri($"http://127.0.0.1:{port}");
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60) && !_process.HasExited;)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(endpoint, "/moto-api/data.json"));
                return endpoint;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException($"{program} does not answer on {endpoint}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
