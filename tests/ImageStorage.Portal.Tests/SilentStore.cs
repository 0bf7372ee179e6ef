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

    /// <summary>The portal's settings with this database, and a bucket at an endpoint; by default at one where nothing listens.</summary>
    public string[] Settings(Uri? endpoint = null, string options = "") =>
    [
        $"--{SettingName.MongoUri}={MongoUri}{options}",
        $"--{SettingName.S3BucketName}=pictures",
        $"--{SettingName.S3EndpointUrl}={endpoint?.AbsoluteUri ?? "http://127.0.0.1:9"}",
        $"--{SettingName.ImageModelId}={ImageModelId.Offline}",
    ];

    public void Dispose() => _listener.Dispose();
}
