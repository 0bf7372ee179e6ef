using System.Net;
using System.Net.Sockets;

namespace ImageStorage.Testing;

/// <summary>mongod with an empty folder for its data; its address is a connection string.</summary>
public sealed class MongodServer() : ServerProcess<string>("mongod")
{
    private string? _folder;

    protected override string[] Arguments(int port)
    {
        _folder ??= Directory.CreateTempSubdirectory("imagestorage-mongod-").FullName;
        return ["--port", $"{port}", "--bind_ip", "127.0.0.1", "--dbpath", _folder];
    }

    protected override string Address(int port) => $"mongodb://127.0.0.1:{port}/?directConnection=true";

    protected override async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    protected override void CleanUp()
    {
        if (_folder is not null)
            Directory.Delete(_folder, recursive: true);
    }
}
