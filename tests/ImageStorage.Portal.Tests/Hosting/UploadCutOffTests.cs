using System.Net;
using System.Net.Sockets;
using System.Text;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal.Hosting;

/// <summary>Uploads of a gigabyte; counts how much of it the server reads from its connections.</summary>
public sealed class UploadCutOffTests
{
    private const long Gigabyte = 1024L * 1024 * 1024;
    private const long Mebibyte = 1024 * 1024;
    private const string FormHead = "--b\r\nContent-Disposition: form-data; name=\"Upload\"; filename=\"p.png\"\r\nContent-Type: image/png\r\n\r\n";

    [Theory]
    [InlineData("/api/v1/assignments/{id}/image", "image/png", 0)]
    [InlineData("/api/v1/assignments/{id}/image", "multipart/form-data; boundary=b", 0)]
    [InlineData("/create", "multipart/form-data; boundary=b", 0)]
    [InlineData("/api/v1/assignments", "application/json", 0)]
    public async Task Body_that_announces_a_gigabyte_is_not_read_at_all(string path, string contentType, int mebibytes) =>
        await HoldAsync(path, contentType, chunked: false, mebibytes);

    [Theory]
    [InlineData("/api/v1/assignments/{id}/image", "image/png", 11)]
    [InlineData("/api/v1/assignments/{id}/image", "multipart/form-data; boundary=b", 11)]
    [InlineData("/create", "multipart/form-data; boundary=b", 11)]
    [InlineData("/api/v1/assignments", "application/json", 1)]
    public async Task Body_of_a_gigabyte_of_no_announced_length_is_read_to_the_limit_and_no_further(string path, string contentType, int mebibytes) =>
        await HoldAsync(path, contentType, chunked: true, mebibytes);

    private static async Task HoldAsync(string path, string contentType, bool chunked, int mebibytes)
    {
        var read = new ReadBytes();
        await using var portal = await PortalServer.StartAsync(read.Join, "--Portal:ApiTokens=teacher:t-1=teacher-token-0001");
        var assignment = await portal.Storage.Assignments.CreateAsync(
            new NewAssignmentRequest { Prompt = "A test", TeacherId = "t-1", QuestionAnswers = [] }, TestContext.Current.CancellationToken);
        var head = $"POST {path.Replace("{id}", assignment.AssignmentId, StringComparison.Ordinal)} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
            + $"Authorization: Bearer teacher-token-0001\r\nCookie: {await CookieAsync(portal.Address)}\r\nContent-Type: {contentType}\r\n"
            + (chunked ? "Transfer-Encoding: chunked\r\n\r\n" : $"Content-Length: {Gigabyte}\r\n\r\n");
        var before = read.Count;

        var answer = await PourAsync(portal.Address, head, contentType.StartsWith("multipart", StringComparison.Ordinal) ? FormHead : "", chunked);

        TestContext.Current.TestOutputHelper?.WriteLine($"{read.Count - before} bytes read");
        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        // The headers, the chunk sizes and the chunk that exceeds the limit.
        Assert.InRange(read.Count - before, head.Length, (mebibytes * Mebibyte) + (Mebibyte / 4));
    }

    private static async Task<string> CookieAsync(Uri address)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = address };
        var token = await PortalFixture.FormTokenAsync(client, "/signin");
        using var answer = await client.PostAsync(
            "/signin", new FormUrlEncodedContent([new("Name", "t-1"), new("Role", "teacher"), new("__RequestVerificationToken", token)]));
        return handler.CookieContainer.GetCookieHeader(address);
    }

    /// <summary>Sends up to a gigabyte until the server responds.</summary>
    private static async Task<string> PourAsync(Uri address, string head, string bodyStart, bool chunked)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
        var begin = chunked && bodyStart.Length > 0 ? $"{bodyStart.Length:x}\r\n{bodyStart}\r\n" : bodyStart;
        await socket.SendAsync(Encoding.ASCII.GetBytes(head + begin), TestContext.Current.CancellationToken);
        var reading = ReadToEndAsync(socket);
        var bytes = new byte[65536];
        bytes.AsSpan().Fill((byte)' ');
        byte[] piece = chunked ? [.. "10000\r\n"u8, .. bytes, .. "\r\n"u8] : bytes;
        try
        {
            for (var sent = 0L; sent < Gigabyte && !reading.IsCompleted;)
                sent += await socket.SendAsync(piece, TestContext.Current.CancellationToken);
        }
        catch (SocketException)
        {
            // The server has closed the connection.
        }

        return await reading.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            int read;
            while ((read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken)) > 0)
                text.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
            // A reset after the response; the text read so far is complete.
        }

        return text.ToString();
    }
}
