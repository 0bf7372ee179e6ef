using System.Net;

namespace ImageStorage.Portal.Security;

/// <summary>What is on this machine and nowhere else.</summary>
internal static class Loopback
{
    /// <summary>True for the names of this machine's loopback, with or without a port.</summary>
    public static bool IsHost(string host) => new HostString(host).Host is var name
        && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>True for a loopback address; false for a connection that has none, such as a socket in the file system.</summary>
    public static bool IsAddress(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);
}
