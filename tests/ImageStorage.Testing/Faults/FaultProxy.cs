using System.Collections.Concurrent;
using System.Net.Sockets;

namespace ImageStorage.Testing.Faults;

/// <summary>
/// A proxy for a peer, on a port of its own, that injects faults request by request and records the requests as they were on the wire.
/// Every answer ends its connection, so each request is a connection of its own.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly Uri _peer;
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private readonly HeldPort _port = new();
    private readonly ConnectionHandler _connections;

    /// <summary>Stands before <paramref name="peer"/>, and passes everything until <see cref="Program"/> is set.</summary>
    /// <param name="peer">The peer's HTTP endpoint.</param>
    public FaultProxy(Uri peer)
    {
        _peer = peer;
        _connections = new ConnectionHandler(ExchangeAsync);
        Accept();
    }

    /// <summary>Where clients connect.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{_port.Number}");

    /// <summary>Decides what happens to a request by its head; its body has not arrived by then.</summary>
    public Func<SeenRequest, Fault> Program { get; set; } = _ => Fault.None;

    /// <summary>The requests so far, in the order in which their bodies arrived.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <summary>Each request takes the next of <paramref name="faults"/>; those after the last pass.</summary>
    /// <param name="faults">The faults in their order.</param>
    public void FailInOrder(params Fault[] faults)
    {
        var next = -1;
        Program = _ => Interlocked.Increment(ref next) is var index && index < faults.Length ? faults[index] : Fault.None;
    }

    /// <summary>Nobody listens on the port until <see cref="Accept"/>: connections are refused.</summary>
    public void Refuse() => _connections.Stop();

    /// <summary>Listens again.</summary>
    public void Accept()
    {
        if (!_connections.IsListening)
            _connections.Start(_port.Listen());
    }

    public async ValueTask DisposeAsync()
    {
        await _connections.DisposeAsync();
        _port.Dispose();
    }

    private async Task ExchangeAsync(Socket socket, NetworkStream stream, CancellationToken ending)
    {
        var reader = new WireReader(stream, ending);
        if (await reader.ReadHeadAsync() is not { } request)
            return;

        var fault = Program(request);
        if (fault.Kind == FaultKind.ResetInRequest)
        {
            _requests.Enqueue(request);
            await reader.ReadHalfBodyAsync(request);
            Reset(socket);
            return;
        }

        request = request with { Body = await reader.ReadBodyAsync(request) };
        _requests.Enqueue(request);
        switch (fault.Kind)
        {
            case FaultKind.Answer:
                var answer = request.Method == "HEAD" ? fault.Raw.AsMemory(0, fault.Raw.AsSpan().IndexOf("\r\n\r\n"u8) + 4) : fault.Raw;
                await stream.WriteAsync(answer, ending);
                break;
            case FaultKind.NeverAnswer:
                // Until the client gives up.
                _ = await socket.ReceiveAsync(new byte[1], ending);
                break;
            default:
                await PassAsync(socket, stream, request, fault.Kind, ending);
                break;
        }
    }

    private async Task PassAsync(Socket socket, NetworkStream stream, SeenRequest request, FaultKind kind, CancellationToken ending)
    {
        using var peer = new TcpClient();
        await peer.ConnectAsync(_peer.Host, _peer.Port, ending);
        var peerStream = peer.GetStream();
        await peerStream.WriteAsync(WireReader.Serialize(request), ending);
        using var answer = new MemoryStream();
        await peerStream.CopyToAsync(answer, ending);
        switch (kind)
        {
            case FaultKind.DropAnswer:
                Reset(socket);
                break;
            case FaultKind.ResetInAnswer:
                // Within the body when there is one, else within the head.
                var head = answer.GetBuffer().AsSpan(0, (int)answer.Length).IndexOf("\r\n\r\n"u8) + 4;
                var body = (int)answer.Length - head;
                await stream.WriteAsync(answer.GetBuffer().AsMemory(0, body > 1 ? head + (body / 2) : head / 2), ending);
                // A reset throws away what the client has not read yet: let the first part arrive.
                await Task.Delay(20, ending);
                Reset(socket);
                break;
            default:
                await stream.WriteAsync(answer.GetBuffer().AsMemory(0, (int)answer.Length), ending);
                break;
        }
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }
}
