using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using ImageStorage.Portal.Configuration;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Security;

/// <summary>The API's bearer tokens when no provider issues them: those of the settings, or one for each role, made at start.</summary>
internal sealed class EmbeddedTokens
{
    private readonly (byte[] Hash, ClaimsPrincipal Principal)[] _known;

    public EmbeddedTokens(IOptions<PortalOptions> options)
    {
        Tokens = options.Value.ApiTokens is { } setting
            ? [.. PortalOptions.Split(setting).Select(entry => EmbeddedToken.Parse(entry)!)]
            : [.. Roles.All.Select(role => new EmbeddedToken(role, role, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))))];
        _known = [.. Tokens.Select(token => (Hash(token.Value), EmbeddedSignIn.Principal(token.Role, token.Name, Schemes.Bearer)))];
    }

    /// <summary>The tokens that are accepted.</summary>
    public IReadOnlyList<EmbeddedToken> Tokens { get; }

    /// <summary>The owner of a token; null for an unknown token. Takes the same time for every unknown token.</summary>
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

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
