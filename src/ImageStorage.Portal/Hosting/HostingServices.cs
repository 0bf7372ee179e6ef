namespace ImageStorage.Portal.Hosting;

/// <summary>Options, addresses and limits of the server.</summary>
internal static class HostingServices
{
    private const string DefaultAddress = "http://127.0.0.1:8080";

    /// <summary>Adds options, the address and the message at start.</summary>
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PortalOptions>().BindConfiguration(PortalOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<StartMessage>();
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultAddress);
    }
}
