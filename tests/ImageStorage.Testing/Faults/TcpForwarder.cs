using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ImageStorage.Testing.Faults;

/// <summary>
/// A proxy for a peer of any protocol, on a port of its own, that passes bytes both ways until it is stopped: like a server that ended, whose
/// connections break and whose port refuses, or as one that fell silent, which takes bytes and answers none.
/// </summary>
public sealed class TcpForwarder : IAsyncDisposable
{
    private readonly int _peerPort;
    private readonly HeldPort _port = new();
    private readonly Lock _changing = new();
    private readonly HashSet<Socket> _open = [];
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private volatile TaskCompletionSource _passing = new();
    private Socket? _listener;
    private Task _accepting = Task.CompletedTask;

    /// <summary>Stands before what listens on a port of this machine.</summary>
    /// <param name="peerPort">The port.</param>
    public TcpForwarder(int peerPort)
    {
        _peerPort = peerPort;
        _passing.SetResult();
        Accept();
    }

    /// <summary>Where clients connect.</summary>
    public int Port => _port.Number;

    /// <summary>Breaks every connection and refuses new ones until <see cref="Accept"/>.</summary>
    public void Refuse()
    {
        lock (_changing)
        {
            _listener?.Dispose();
            _listener = null;
            foreach (var socket in _open)
                Reset(socket);
            _open.Clear();
        }
    }

    /// <summary>Listens again.</summary>
    public void Accept()
    {
        lock (_changing)
        {
            if (_listener is not null)
                return;
            _listener = _port.Listen();
            _accepting = AcceptAsync(_listener);
        }
    }

    /// <summary>Takes connections and bytes, and holds them back until <see cref="Speak"/>.</summary>
    public void FallSilent() => _passing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Passes what was held back, and what comes.</summary>
    public void Speak() => _passing.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        Refuse();
        Speak();
        await _accepting;
        await Task.WhenAll(_connections.Keys);
        _port.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptAsync();
                var connection = ForwardAsync(client, listener);
                _connections[connection] = true;
                _ = connection.ContinueWith(ended => _connections.TryRemove(ended, out _), TaskScheduler.Default);
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // The listener was ended: while it waited, or between two connections.
        }
    }

    private async Task ForwardAsync(Socket client, Socket listener)
    {
        using var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        lock (_changing)
        {
            if (_listener != listener)
            {
                Reset(client);
                return;
            }

            _open.Add(client);
        }

        try
        {
            await peer.ConnectAsync(IPAddress.Loopback, _peerPort);
            await Task.WhenAny(PassAsync(client, peer), PassAsync(peer, client));
        }
        catch (SocketException)
        {
            // The peer itself is gone, and so is this connection.
        }

        lock (_changing)
        {
            if (_open.Remove(client))
                Reset(client);
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        var buffer = new byte[65536];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer)) > 0)
            {
                await _passing.Task;
                for (var sent = 0; sent < read;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
            }
        }
        catch (Exception exception) when (exception is ObjectDisposedException or SocketException)
        {
            // One of the two went away, or was sent away.
        }
    }

    private static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Dispose();
    }
}
