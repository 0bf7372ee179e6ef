using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ImageStorage.Portal.Hosting;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Security;

/// <summary>The API's bearer tokens where no provider gives them out: from the settings, or one a role, made at start.</summary>
internal sealed class EmbeddedTokens
{
    private const int MinLength = 16;

    private readonly (byte[] Hash, ClaimsPrincipal Principal)[] _known;

    public EmbeddedTokens(IOptions<PortalOptions> options)
    {
        Tokens = options.Value.ApiTokens is { } setting
            ? [.. PortalOptions.Split(setting).Select(entry => Parse(entry)!)]
            : [.. Roles.All.Select(role => new EmbeddedToken(role, role, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))))];
        _known = [.. Tokens.Select(token => (Hash(token.Value), EmbeddedSignIn.Principal(token.Role, token.Name, Schemes.Bearer)))];
    }

    /// <summary>The tokens that are accepted.</summary>
    public IReadOnlyList<EmbeddedToken> Tokens { get; }

    /// <summary>What is wrong with the setting, in a sentence; null when nothing is.</summary>
    public static string? Mistake(string? setting) => PortalOptions.Split(setting).Any(entry => Parse(entry) is null)
        ? $"Portal:ApiTokens has an entry that is not role:name=token. Roles are {string.Join(", ", Roles.All)}; a token has {MinLength} characters or more."
        : null;

    /// <summary>Whose token it is; null for one that is not known. Takes the same time for every token that is not.</summary>
    public ClaimsPrincipal? Find(string token)
    {
        var hash = Hash(token);
        ClaimsPrincipal? found = null;
        foreach (var (known, principal) in _known)
        {
            if (CryptographicOperations.FixedTimeEquals(known, hash))
                found = principal;
        }

        return found;
    }

    private static EmbeddedToken? Parse(string entry)
    {
        var parts = entry.Split('=', 2);
        var who = parts[0].Split(':', 2);
        return parts.Length == 2 && parts[1].Length >= MinLength && who.Length == 2 && who[1].Length > 0 && Roles.All.Contains(who[0])
            ? new EmbeddedToken(who[0], who[1], parts[1])
            : null;
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
