using System.Net;
using ImageStorage.Portal.Configuration;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>The proxies whose X-Forwarded-For and X-Forwarded-Proto are trusted. X-Forwarded-Host never is: proxies pass the Host header on.</summary>
internal sealed class Proxies(IOptions<PortalOptions> portal) : IConfigureOptions<ForwardedHeadersOptions>
{
    public void Configure(ForwardedHeadersOptions options)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in PortalOptions.Split(portal.Value.KnownProxies))
        {
            if (IPAddress.TryParse(proxy, out var address))
                options.KnownProxies.Add(address);
            else
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
        }

        // No limit on hops: the first address that is not a known proxy is the client.
        options.ForwardLimit = null;
        // Without a known proxy the middleware would believe everyone.
        options.ForwardedHeaders = options.KnownProxies.Count + options.KnownIPNetworks.Count == 0
            ? ForwardedHeaders.None
            : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
    }
}
