using System.Net;
using System.Net.Sockets;

namespace ImageStorage.Portal;

/// <summary>A store that hangs: it accepts connections and never answers.</summary>
internal sealed class SilentStore : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentStore() => _listener.Start();

    /// <summary>The MongoDB connection string.</summary>
    public string MongoUri => $"mongodb://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/?directConnection=true";

    public void Dispose() => _listener.Dispose();
}
