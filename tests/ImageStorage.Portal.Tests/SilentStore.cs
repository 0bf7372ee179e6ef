using System.Net;
using System.Net.Sockets;

namespace ImageStorage.Portal;

/// <summary>A store's address where connections are taken and nothing is ever answered: what a server that hangs looks like.</summary>
internal sealed class SilentStore : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public SilentStore() => _listener.Start();

    /// <summary>The address as MongoDB's connection string.</summary>
    public string MongoUri => $"mongodb://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/?directConnection=true";

    public void Dispose() => _listener.Dispose();
}
