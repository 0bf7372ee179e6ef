using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ImageStorage.Testing;

namespace ImageStorage.Portal.Reliability;

/// <summary>
/// haproxy before several portals, with the health check that terraform/balancing.tf gives to the load balancer (GET /health, 2 to be healthy,
/// 3 to be unhealthy), each second instead of every 5. A connection that is refused is tried at another portal, as nothing was sent by then; a
/// request that was sent is never sent again. Each answer says in <see cref="Header"/> which portal gave it.
/// </summary>
internal sealed class LoadBalancer : IAsyncDisposable
{
    public const string Header = "X-Answered-By";

    private const string Program = "haproxy";

    private readonly Process _process;
    private readonly string _configuration;

    private LoadBalancer(Process process, string configuration, Uri address) => (_process, _configuration, Address) = (process, configuration, address);

    /// <summary>Where clients ask.</summary>
    public Uri Address { get; }

    /// <summary>Starts it. Skips the calling test when haproxy cannot be had.</summary>
    /// <param name="ports">Those of the portals, on this machine; they may come later.</param>
    public static async Task<LoadBalancer> StartAsync(params int[] ports)
    {
        // Debian keeps it where only administrators look for programs.
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
                // It does not listen yet.
            }

            await Task.Delay(50);
        }

        await balancer.DisposeAsync();
        throw new InvalidOperationException($"{Program} does not answer on {balancer.Address}.");
    }

    /// <summary>A port that nobody listens on now.</summary>
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
