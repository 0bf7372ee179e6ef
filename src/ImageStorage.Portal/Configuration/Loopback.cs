using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ImageStorage.Portal.Configuration;

/// <summary>What is on this machine and nowhere else.</summary>
internal static class Loopback
{
    // RFC 7239, which nothing here reads.
    private const string Forwarded = "Forwarded";

    /// <summary>True for the names of this machine's loopback, with or without a port.</summary>
    public static bool IsHost(string host) => new HostString(host).Host is var name
        && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>True for a loopback address; false for a connection that has none, such as a socket in the file system.</summary>
    public static bool IsAddress(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    /// <summary>
    /// True for a caller on this machine who speaks for nobody else. What a known proxy tells of its caller is taken off the headers before; what
    /// is left there was told by one that is not known, whose caller may be anywhere.
    /// </summary>
    public static bool IsCaller(HttpContext context) => IsAddress(context.Connection.RemoteIpAddress)
        && !context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
        && !context.Request.Headers.ContainsKey(Forwarded);
}
