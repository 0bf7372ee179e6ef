using ImageStorage.Portal.Configuration;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>Options, addresses and limits of the server.</summary>
internal static class HostingServices
{
    /// <summary>The address that the portal listens on by default.</summary>
    public const string DefaultAddress = "http://127.0.0.1:8080";

    /// <summary>Adds the options, the address, the limits and the message at start.</summary>
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<PortalOptions>().BindConfiguration(PortalOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<PortalOptions>, PortalOptionsRules>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, ServerLimits>();
        services.AddSingleton<IConfigureOptions<ForwardedHeadersOptions>, Proxies>();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(Console.Out);
        services.AddHostedService<StartMessage>();
        services.AddHostedService<Draining>();
        services.AddOptions<HostOptions>().Configure<IOptions<PortalOptions>>(
            (host, portal) => host.ShutdownTimeout = portal.Value.DrainDuration + RequestTimes.Ending);
        services.AddHostFiltering(_ => { });
        services.AddOptions<HostFilteringOptions>().Configure<IOptions<PortalOptions>>((hosts, portal) => hosts.AllowedHosts = [.. portal.Value.AllowedHostList]);
        services.AddOptions<FormOptions>().Configure<IOptions<PortalOptions>>(
            (form, portal) => form.MultipartBodyLengthLimit = new UploadSizeLimit(portal.Value.MaxUploadBytes).MaxRequestBodySize!.Value);
        services.AddRequestTimeouts(options =>
        {
            options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = RequestTimes.Usual, TimeoutStatusCode = StatusCodes.Status504GatewayTimeout };
            options.AddPolicy(
                RequestTimes.GenerationPolicy,
                new RequestTimeoutPolicy { Timeout = RequestTimes.Longest, TimeoutStatusCode = StatusCodes.Status504GatewayTimeout });
        });
        // The filter stands in the pipeline behind the health checks; the server's own would stand before all.
        builder.Configuration["AllowedHosts"] = "*";
        if (!NamesAddress(builder.Configuration))
            builder.WebHost.UseUrls(DefaultAddress);
    }

    private static bool NamesAddress(ConfigurationManager configuration) => configuration.GetSection("Kestrel:Endpoints").Exists()
        || new[] { WebHostDefaults.ServerUrlsKey, WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey }
            .Any(key => !string.IsNullOrEmpty(configuration[key]));
}
