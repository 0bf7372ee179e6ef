using System.Net;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Configuration;

/// <summary>What settings must be together. The portal does not start on others; each sentence says what to set.</summary>
internal sealed class PortalOptionsRules : IValidateOptions<PortalOptions>
{
    public const int MinSecretLength = 32;

    public ValidateOptionsResult Validate(string? name, PortalOptions options)
    {
        string[] failures = [.. options.HasProvider ? OfProvider(options) : Embedded(options), .. OfAddresses(options), .. OfSecrets(options)];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> OfProvider(PortalOptions options)
    {
        var authority = options.Authority!;
        if (!authority.IsAbsoluteUri || (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback))
            yield return $"Portal:Authority '{authority}' is not an https URL. Set it to the provider's issuer URL.";
        if (string.IsNullOrWhiteSpace(options.ClientId))
            yield return "Portal:ClientId is missing. Set it to the portal's client id at the provider in Portal:Authority.";
        if ((options.CookieSecret ?? options.ClientSecret) is null)
            yield return "Every instance must protect its cookies alike. Set Portal__CookieSecret in the environment, the same on all of them.";
        if (options.AllowedHostList.Count == 0)
            yield return "Portal:AllowedHosts is missing. Set it to the host names that people open the portal by, separated by semicolons.";
        if (options.ApiTokens is not null || options.TokenFile is not null)
            yield return "Portal:ApiTokens and Portal:TokenFile are for embedded use. With Portal:Authority the API takes the provider's tokens.";
    }

    private static IEnumerable<string> Embedded(PortalOptions options)
    {
        if (options.ClientId is not null || options.ClientSecret is not null)
            yield return "Portal:ClientId is set without Portal:Authority. Set Portal:Authority to the provider's issuer URL too.";
        foreach (var host in options.AllowedHostList.Where(host => !Loopback.IsHost(host)))
            yield return $"Portal:AllowedHosts names '{host}', but without Portal:Authority the portal answers on this machine only. Set Portal:Authority.";
        if (EmbeddedToken.FindMistake(options.ApiTokens) is { } mistake)
            yield return mistake;
    }

    private static IEnumerable<string> OfAddresses(PortalOptions options) => PortalOptions.Split(options.KnownProxies)
        .Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _))
        .Select(proxy => $"Portal:KnownProxies names '{proxy}', which is neither an address like 10.0.0.5 nor a network like 10.0.0.0/16.");

    private static IEnumerable<string> OfSecrets(PortalOptions options)
    {
        if (options.CookieSecret is { Length: < MinSecretLength } || options.FormerCookieSecret is { Length: < MinSecretLength })
            yield return $"Portal:CookieSecret is shorter than {MinSecretLength} characters. Set a longer one in the environment, made at random.";
    }
}
