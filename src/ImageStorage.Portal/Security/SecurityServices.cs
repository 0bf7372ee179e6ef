using ImageStorage.Portal.Hosting;
using Microsoft.AspNetCore.Authorization;

namespace ImageStorage.Portal.Security;

/// <summary>Who callers are and what they may do.</summary>
internal static class SecurityServices
{
    /// <summary>Adds authentication, the policies and the limits.</summary>
    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<GenerationLimit>();
        services.AddAuthentication(Schemes.Default)
            .AddPolicyScheme(Schemes.Default, null, options => options.ForwardDefault = Schemes.Cookie)
            .AddCookie(Schemes.Cookie, options =>
            {
                options.LoginPath = "/SignIn";
                options.AccessDeniedPath = "/Error";
                options.Cookie.Name = "portal";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
            });
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<Microsoft.Extensions.Options.IOptions<PortalOptions>>((authorization, portal) =>
        {
            var signedIn = new AuthorizationPolicyBuilder().RequireRole(Roles.All).Build();
            authorization.FallbackPolicy = signedIn;
            authorization.AddPolicy(Policies.SignedIn, signedIn);
            authorization.AddPolicy(Policies.Teacher, policy => policy.RequireRole(Roles.Teacher, Roles.Admin));
            authorization.AddPolicy(Policies.Student, policy => policy.RequireRole(Roles.Student, Roles.Admin));
            authorization.AddPolicy(
                Policies.Show, portal.Value.IsShowPublic ? new AuthorizationPolicyBuilder().RequireAssertion(_ => true).Build() : signedIn);
        });
    }
}
