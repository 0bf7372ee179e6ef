using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace ImageStorage.Portal.Configuration;

/// <summary>Recognises addresses and callers of this machine.</summary>
internal static class Loopback
{
    // RFC 7239; the portal never reads its value.
    private const string Forwarded = "Forwarded";

    /// <summary>True for the names of this machine's loopback, with or without a port.</summary>
    public static bool IsHost(string host) => new HostString(host).Host is var name
        && (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>True for a loopback address; false for a connection that has none, such as a socket in the file system.</summary>
    public static bool IsAddress(IPAddress? address) => address is not null && IPAddress.IsLoopback(address);

    /// <summary>
    /// True for a caller on this machine that is no proxy for another. The headers of known proxies are removed before; one that is left comes
    /// from an unknown proxy, whose caller may be anywhere.
    /// </summary>
    public static bool IsCaller(HttpContext context) => IsAddress(context.Connection.RemoteIpAddress)
        && !context.Request.Headers.ContainsKey(ForwardedHeadersDefaults.XForwardedForHeaderName)
        && !context.Request.Headers.ContainsKey(Forwarded);
}
