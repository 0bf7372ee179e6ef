using System.Security.Claims;
using ImageStorage.Portal.Configuration;

namespace ImageStorage.Portal.Security;

/// <summary>Turns a provider's claims into what the portal knows people by, and drops the rest.</summary>
internal static class ProviderClaims
{
    private static readonly string[] NameClaims = ["name", "preferred_username", "cognito:username", "username"];

    /// <summary>Who it is, as <see cref="EmbeddedSignIn.Principal"/> makes them too.</summary>
    /// <param name="token">The validated token's claims, under the provider's names.</param>
    /// <param name="options">Which claims hold the id and the roles.</param>
    /// <param name="scheme">How the person signed in.</param>
    /// <returns>The user; null when the token has no user id.</returns>
    public static ClaimsPrincipal? Principal(ClaimsPrincipal token, PortalOptions options, string scheme)
    {
        if (token.FindFirstValue(options.UserIdClaim) is not { Length: > 0 } id)
            return null;

        var name = NameClaims.Select(token.FindFirstValue).FirstOrDefault(value => !string.IsNullOrEmpty(value)) ?? id;
        var roles = token.FindAll(options.RoleClaim).Select(claim => claim.Value).Where(Roles.All.Contains).Distinct();
        return new ClaimsPrincipal(new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, id),
                new Claim(ClaimTypes.Name, name),
                .. roles.Select(role => new Claim(ClaimTypes.Role, role)),
            ],
            scheme));
    }
}
