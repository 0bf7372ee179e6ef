using ImageStorage.Portal.Configuration;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Security;

/// <summary>Who callers are and what they may do.</summary>
internal static class SecurityServices
{
    private static readonly TimeSpan SignedInFor = TimeSpan.FromHours(8);

    /// <summary>Adds authentication, the policies and the limits.</summary>
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        // Schemes are chosen before there are services; the same section is validated at start.
        var portal = builder.Configuration.GetSection(PortalOptions.Section).Get<PortalOptions>() ?? new PortalOptions();
        var services = builder.Services;
        services.AddSingleton<GenerationLimit>();
        services.AddAuthorization();
        services.AddSingleton<IConfigureOptions<AuthorizationOptions>, PolicyRules>();
        services.Configure<AntiforgeryOptions>(options => Protect(options.Cookie, "portal.form", portal));
        AddKeys(services, portal);
        AddSchemes(services, portal);
    }

    /// <summary>What takes bearer tokens takes no cookie, which a browser would send along from any site.</summary>
    private static bool IsForScripts(PathString path) => path.StartsWithSegments(PortalPaths.Api) || path.StartsWithSegments(PortalPaths.Metrics);

    private static void AddSchemes(IServiceCollection services, PortalOptions portal)
    {
        var authentication = services.AddAuthentication(Schemes.Default)
            .AddPolicyScheme(Schemes.Default, displayName: null, options =>
            {
                options.ForwardDefaultSelector = context => IsForScripts(context.Request.Path) ? Schemes.Bearer : Schemes.Cookie;
            })
            .AddCookie(Schemes.Cookie, options => ConfigureCookie(options, portal));
        if (portal.HasProvider)
        {
            authentication.AddProvider(portal);
            return;
        }

        services.AddSingleton<EmbeddedTokens>();
        authentication.AddScheme<AuthenticationSchemeOptions, EmbeddedTokenHandler>(Schemes.Bearer, _ => { });
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options, PortalOptions portal)
    {
        Protect(options.Cookie, "portal", portal);
        options.LoginPath = "/SignIn";
        options.ReturnUrlParameter = "returnUrl";
        options.ExpireTimeSpan = SignedInFor;
        options.SlidingExpiration = true;
        if (portal.HasProvider)
            options.ForwardChallenge = Schemes.OpenIdConnect;
        options.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static void Protect(CookieBuilder cookie, string name, PortalOptions portal)
    {
        cookie.Name = portal.HasProvider ? "__Host-" + name : name;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.SecurePolicy = portal.HasProvider ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
        cookie.Path = "/";
    }

    private static void AddKeys(IServiceCollection services, PortalOptions portal)
    {
        var protection = services.AddDataProtection().SetApplicationName("ImageStorage.Portal");
        if (portal.HasProvider)
        {
            protection.DisableAutomaticKeyGeneration();
            services.AddSingleton<DerivedKeys>();
            services.AddOptions<KeyManagementOptions>().Configure<DerivedKeys>((options, keys) => options.XmlRepository = keys);
            return;
        }

        services.AddOptions<KeyManagementOptions>().Configure<ImageStorageConfiguration, ILoggerFactory>((options, configuration, loggers) =>
            options.XmlRepository = new Microsoft.AspNetCore.DataProtection.Repositories.FileSystemXmlRepository(
                Directory.CreateDirectory(Path.Combine(configuration.Home, "portal_keys")), loggers));
    }
}
