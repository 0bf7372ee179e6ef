using System.Security.Claims;
using ImageStorage.Portal.Configuration;
using Microsoft.AspNetCore.Authentication;

namespace ImageStorage.Portal.Security;

/// <summary>Signs people in who choose their role themselves: only where no provider is configured, and only on this machine.</summary>
internal static class EmbeddedSignIn
{
    /// <summary>Sets the cookie.</summary>
    /// <param name="context">The request of the sign-in page.</param>
    /// <param name="role">One of <see cref="Roles.All"/>.</param>
    /// <param name="name">Who it is: the teacher or student id in the records, 1 to 256 characters.</param>
    public static Task SignInAsync(HttpContext context, string role, string name) =>
        context.SignInAsync(Schemes.Cookie, Principal(role, name, Schemes.Cookie));

    /// <summary>A person with one role.</summary>
    public static ClaimsPrincipal Principal(string role, string name, string scheme)
    {
        if (!Roles.All.Contains(role))
            throw new ArgumentException($"'{role}' is not a role. Use one of: {string.Join(", ", Roles.All)}.", nameof(role));
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, name), new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role)], scheme));
    }
}
