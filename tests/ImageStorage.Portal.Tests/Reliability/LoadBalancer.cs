using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ImageStorage.Testing;

namespace ImageStorage.Portal.Reliability;

/// <summary>
/// haproxy in front of several portals, with the health check of terraform/balancing.tf (GET /health, healthy after 2, unhealthy after 3), but
/// every second instead of every 5. A refused connection is retried at another portal, because nothing was sent; a request that was sent is not
/// retried. <see cref="Header"/> of a response has the portal that sent it.
/// </summary>
internal sealed class LoadBalancer : IAsyncDisposable
{
    public const string Header = "X-Answered-By";

    private const string Program = "haproxy";

    private readonly Process _process;
    private readonly string _configuration;

    private LoadBalancer(Process process, string configuration, Uri address) =>
        (_process, _configuration, Address) = (process, configuration, address);

    /// <summary>The address for clients.</summary>
    public Uri Address { get; }

    /// <summary>Starts haproxy. Skips the calling test when it is not installed.</summary>
    /// <param name="ports">The local ports of the portals, which may start later.</param>
    public static async Task<LoadBalancer> StartAsync(params int[] ports)
    {
        // Debian installs it in /usr/sbin, which may not be on PATH.
        var program = PathSearch.Find(Program) ?? (File.Exists("/usr/sbin/haproxy") ? "/usr/sbin/haproxy" : null);
        if (program is null)
            Assert.Skip("haproxy is not on PATH");

        var port = FreePort();
        var configuration = Path.GetTempFileName();
        var servers = string.Join('\n', ports.Select(portal => $"    server {portal} 127.0.0.1:{portal}"));
        await File.WriteAllTextAsync(configuration, $"""
            defaults
                mode http
                timeout connect 2s
                timeout client 70s
                timeout server 70s
                timeout check 5s
                retries 2
                option redispatch 1
                retry-on conn-failure
            frontend clients
                bind 127.0.0.1:{port}
                http-response set-header {Header} %s
                default_backend portals
            backend portals
                balance roundrobin
                option httpchk GET /health
                http-check expect status 200
                default-server check inter 1s rise 2 fall 3
            {servers}

            """);
        var process = Process.Start(new ProcessStartInfo(program, ["-db", "-f", configuration]) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEndAsync();
        var balancer = new LoadBalancer(process, configuration, new Uri($"http://127.0.0.1:{port}"));
        using var client = new HttpClient();
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30);)
        {
            Assert.False(process.HasExited, process.HasExited ? await said : null);
            try
            {
                using var answer = await client.GetAsync(new Uri(balancer.Address, "/health"));
                if (answer.IsSuccessStatusCode)
                    return balancer;
            }
            catch (HttpRequestException)
            {
                // haproxy is not listening yet.
            }

            await Task.Delay(50);
        }

        await balancer.DisposeAsync();
        throw new InvalidOperationException($"{Program} does not answer on {balancer.Address}.");
    }

    /// <summary>A free port.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_configuration);
    }
}
