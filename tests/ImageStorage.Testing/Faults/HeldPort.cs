using System.Net;
using System.Net.Sockets;

namespace ImageStorage.Testing.Faults;

/// <summary>
/// A port of this machine that can be listened on, left, and listened on again. A socket that is bound to it and never listens holds it meanwhile:
/// who connects is refused, and no outgoing connection of this machine is given the port.
/// </summary>
internal sealed class HeldPort : IDisposable
{
    private readonly Socket _holder = Bound(0);

    /// <summary>The port.</summary>
    public int Number => ((IPEndPoint)_holder.LocalEndPoint!).Port;

    /// <summary>Listens on it; the socket is the caller's to end.</summary>
    public Socket Listen()
    {
        var listener = Bound(Number);
        listener.Listen();
        return listener;
    }

    public void Dispose() => _holder.Dispose();

    private static Socket Bound(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }
}
