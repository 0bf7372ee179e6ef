using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace ImageStorage.Testing.Faults;

/// <summary>Reads one HTTP/1.1 request from a connection, without interpreting more of it than where it ends.</summary>
internal sealed class WireReader(NetworkStream stream, CancellationToken cancellationToken)
{
    private byte[] _buffer = new byte[65536];
    private int _received;
    private int _bodyStart;

    public async Task<SeenRequest?> ReadHeadAsync()
    {
        int end;
        while ((end = _buffer.AsSpan(0, _received).IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!await ReceiveAsync())
                return null;
        }

        _bodyStart = end + 4;
        var lines = Encoding.Latin1.GetString(_buffer, 0, end).Split("\r\n");
        var first = lines[0].Split(' ');
        var headers = lines.Skip(1).Select(line => line.Split(':', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1].Trim()));
        var request = new SeenRequest(first[0], first[1], [.. headers], []);
        if (request.Header("Expect") is ["100-continue"])
            await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), cancellationToken);
        return request;
    }

    public Task ReadHalfBodyAsync(SeenRequest request) => ReceiveBodyAsync(Length(request) / 2);

    public async Task<byte[]> ReadBodyAsync(SeenRequest request)
    {
        // None of the clients that are tested sends chunks of HTTP's own; those of AWS are within a body of known length.
        var length = Length(request);
        await ReceiveBodyAsync(length);
        return _buffer.AsSpan(_bodyStart, length).ToArray();
    }

    public static byte[] Serialize(SeenRequest request)
    {
        var headers = request.Headers
            .Where(header => !header.Key.Equals("Expect", StringComparison.OrdinalIgnoreCase)
                && !header.Key.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            .Select(header => $"{header.Key}: {header.Value}");
        string[] head = [$"{request.Method} {request.Target} HTTP/1.1", .. headers, "Connection: close", "", ""];
        return [.. Encoding.Latin1.GetBytes(string.Join("\r\n", head)), .. request.Body];
    }

    private static int Length(SeenRequest request) =>
        request.Header("Content-Length") is [var length] ? int.Parse(length, CultureInfo.InvariantCulture) : 0;

    private async Task ReceiveBodyAsync(int length)
    {
        while (_received - _bodyStart < length)
        {
            if (!await ReceiveAsync())
                throw new IOException("The client closed the connection within the body.");
        }
    }

    private async Task<bool> ReceiveAsync()
    {
        if (_received == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = await stream.ReadAsync(_buffer.AsMemory(_received), cancellationToken);
        _received += count;
        return count > 0;
    }
}
