using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal.Hosting;

/// <summary>Clients that hold connections open and send almost nothing.</summary>
[Collection(nameof(Alone))]
public sealed class SlowConnectionTests
{
    private const int Wanted = 10_000;

    // Open files that the process needs besides the connections.
    private const int OtherFiles = 500;

    [Fact]
    public async Task Connections_that_send_their_headers_slowly_keep_nobody_from_being_served_and_are_closed()
    {
        // A separate process, because the limit of open files is per process and .NET raises it to the hard limit.
        await using var portal = await PortalProcess.StartAsync();
        var count = Math.Min(Wanted, OpenFilesLimit() - OtherFiles);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} slow connections");
        Assert.True(count > 0);
        var sockets = new List<Socket>(count);
        try
        {
            for (var opened = 0; opened < count; opened++)
                sockets.Add(await OpenAsync(portal.Address));
            using var client = new HttpClient { BaseAddress = portal.Address, Timeout = TimeSpan.FromSeconds(30) };
            using var served = await client.GetAsync("/", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, served.StatusCode);

            var answers = await Task.WhenAll(sockets.Select(ReadAsync)).WaitAsync(TimeSpan.FromSeconds(240), TestContext.Current.CancellationToken);

            Assert.Equal(count, answers.Count(answer => IsTooSlow(answer)));
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task Connection_beyond_the_limit_is_closed_and_one_in_its_place_is_served()
    {
        const int Limit = 20;
        await using var portal = await PortalServer.StartAsync($"--Portal:MaxConnections={Limit}");
        var sockets = new List<Socket>();
        try
        {
            // Connections are counted concurrently, so any of them may be the one over the limit.
            for (var opened = 0; opened <= Limit; opened++)
                sockets.Add(await OpenAsync(portal.Address));
            var closed = sockets.ConvertAll(ReadAsync);
            var first = await Task.WhenAny(closed).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
            sockets[closed.FindIndex(connection => connection != first)].Dispose();
            using var client = new HttpClient { BaseAddress = portal.Address };
            Assert.Equal(HttpStatusCode.OK, await StatusWhenServedAsync(client));

            // The others were held until the header timeout.
            var answers = await Task.WhenAll(closed).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            Assert.False(IsTooSlow(await first));
            Assert.Equal(Limit - 1, answers.Count(IsTooSlow));
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    [Fact]
    public async Task Body_that_comes_slower_than_the_least_rate_is_refused()
    {
        await using var portal = await PortalServer.StartAsync("--Portal:ApiTokens=teacher:t-1=teacher-token-0001");
        using var socket = await OpenAsync(
            portal.Address,
            "POST /api/v1/assignments HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer teacher-token-0001\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

        Assert.StartsWith("HTTP/1.1 408 ", await ReadAsync(socket), StringComparison.Ordinal);
    }

    private static bool IsTooSlow(string answer) => answer.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal);

    private static int OpenFilesLimit()
    {
        // Columns: limit, soft, hard, units.
        var limit = OperatingSystem.IsLinux()
            ? File.ReadLines("/proc/self/limits").Single(line => line.StartsWith("Max open files", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[3]
            : "unlimited";
        return int.TryParse(limit, out var files) ? files : int.MaxValue;
    }

    private static async Task<Socket> OpenAsync(Uri address, string text = "GET / HTTP/1.1\r\nHost: ")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        var buffer = new byte[512];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken));
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return exception.Message;
        }
    }

    /// <summary>Waits, because the server notices a closed connection with a delay.</summary>
    private static async Task<HttpStatusCode> StatusWhenServedAsync(HttpClient client)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync("/health", TestContext.Current.CancellationToken);
                return answer.StatusCode;
            }
            catch (HttpRequestException) when (tries < 50)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
    }
}
