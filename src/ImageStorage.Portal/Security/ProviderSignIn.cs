using ImageStorage.Portal.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ImageStorage.Portal.Security;

/// <summary>Sign-in with an OpenID Connect provider: the code flow on pages, its bearer tokens on the API.</summary>
internal static class ProviderSignIn
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    /// <summary>Adds both schemes.</summary>
    public static void AddProvider(this AuthenticationBuilder authentication, PortalOptions portal) => authentication
        .AddOpenIdConnect(Schemes.OpenIdConnect, options => ConfigurePages(options, portal))
        .AddJwtBearer(Schemes.Bearer, options => ConfigureApi(options, portal));

    private static void ConfigurePages(OpenIdConnectOptions options, PortalOptions portal)
    {
        options.SignInScheme = Schemes.Cookie;
        options.Authority = portal.Authority!.ToString();
        options.RequireHttpsMetadata = !portal.Authority.IsLoopback;
        options.ClientId = portal.ClientId;
        options.ClientSecret = portal.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Comes back as a navigation, which cookies with SameSite=Lax go along with.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("profile");
        options.TokenValidationParameters.ClockSkew = ClockSkew;
        foreach (var cookie in new[] { options.CorrelationCookie, options.NonceCookie })
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.Always;
        }

        options.Events.OnTokenValidated = context =>
        {
            context.Principal = ProviderClaims.Principal(context.Principal!, portal, Schemes.Cookie);
            if (context.Principal is null)
                context.Fail($"The provider's token has no claim '{portal.UserIdClaim}'. Set Portal:UserIdClaim to one that it has.");
            return Task.CompletedTask;
        };
        options.Events.OnRemoteFailure = SignInFailure.AnswerAsync;
        // Some providers, Cognito among them, announce no place to sign out at: then it ends here.
        options.Events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            if (string.IsNullOrEmpty(context.ProtocolMessage.IssuerAddress))
            {
                context.Response.Redirect("/");
                context.HandleResponse();
            }

            return Task.CompletedTask;
        };
    }

    private static void ConfigureApi(JwtBearerOptions options, PortalOptions portal)
    {
        options.Authority = portal.Authority!.ToString();
        options.RequireHttpsMetadata = !portal.Authority.IsLoopback;
        options.MapInboundClaims = false;
        options.IncludeErrorDetails = false;
        options.TokenValidationParameters.ClockSkew = ClockSkew;
        options.TokenValidationParameters.AudienceValidator = (audiences, token, _) => IsForPortal(audiences, token, portal);
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                context.Principal = ProviderClaims.Principal(context.Principal!, portal, Schemes.Bearer);
                if (context.Principal is null)
                    context.Fail($"The token has no claim '{portal.UserIdClaim}'.");
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>Cognito's access tokens have no audience but the client that they were given to.</summary>
    private static bool IsForPortal(IEnumerable<string> audiences, SecurityToken token, PortalOptions portal)
    {
        string[] named = [.. audiences ?? []];
        return named.Length > 0
            ? named.Contains(portal.Audience ?? portal.ClientId)
            : token is JsonWebToken jwt
                && jwt.TryGetPayloadValue<string>("token_use", out var use) && use == "access"
                && jwt.TryGetPayloadValue<string>("client_id", out var client) && client == portal.ClientId;
    }
}
