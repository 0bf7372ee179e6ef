using System.Net;
using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>Limits of one client, and the addresses that the server may listen on.</summary>
internal sealed class ServerLimits(IOptions<PortalOptions> portal) : IConfigureOptions<KestrelServerOptions>
{
    /// <summary>The largest body but for an upload, in bytes.</summary>
    public const long MaxBodyBytes = 1024 * 1024;

    /// <summary>How long a client may take to send its headers: the limit of a slow connection.</summary>
    public static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(10);

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = MaxBodyBytes;
        options.Limits.MaxConcurrentConnections = portal.Value.MaxConnections;
        options.Limits.RequestHeadersTimeout = HeadersTimeout;
        options.Limits.KeepAliveTimeout = RequestTimes.KeepAlive;
        options.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
        options.Limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        if (!portal.Value.HasProvider)
            options.ConfigureEndpointDefaults(RequireLoopback);
    }

    /// <summary>Called with each address before it is listened on.</summary>
    private static void RequireLoopback(ListenOptions listen)
    {
        if (!Loopback.IsAddress((listen.EndPoint as IPEndPoint)?.Address))
        {
            throw new StartException(
                $"Without Portal:Authority anyone may choose a role, so the portal listens on this machine only and not on {listen}. "
                + $"Set Portal:Authority and Portal:ClientId to an OpenID Connect provider's, or listen on {HostingServices.DefaultAddress} (--urls).");
        }
    }
}
