using System.Security.Cryptography;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ImageStorage.Portal.Security;

/// <summary>An OpenID Connect provider: discovery, keys, and the code flow with PKCE, with tokens signed by a real key.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "portal-client";

    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _foreignKey = RSA.Create(2048);
    private readonly WebApplication _app;
    private string? _nonce;
    private string? _challenge;

    private FakeProvider(WebApplication app) => _app = app;

    public string Issuer => _app.Urls.Single();

    /// <summary>Changes the next id token.</summary>
    public Action<SecurityTokenDescriptor> Change { get; set; } = _ => { };

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        Quiet.Join(builder);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var provider = new FakeProvider(builder.Build());
        provider.Map();
        await provider._app.StartAsync();
        return provider;
    }

    /// <summary>Issues a token.</summary>
    public string Token(Action<SecurityTokenDescriptor> change, bool foreignKey = false)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var descriptor = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ClientId,
            NotBefore = now.AddHours(-2),
            IssuedAt = now.AddHours(-2),
            Expires = now.AddMinutes(5),
            Claims = new Dictionary<string, object> { ["sub"] = "u-17", ["name"] = "Ann", ["cognito:groups"] = new[] { "teacher", "staff" } },
            SigningCredentials = new SigningCredentials(
                new RsaSecurityKey(foreignKey ? _foreignKey : _key) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256),
        };
        if (_nonce is { } nonce)
            descriptor.Claims["nonce"] = nonce;
        change(descriptor);
        return new JsonWebTokenHandler().CreateToken(descriptor);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
        _foreignKey.Dispose();
    }

    private void Map()
    {
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/keys",
        }));
        _app.MapGet("/keys", () =>
        {
            var key = _key.ExportParameters(includePrivateParameters: false);
            var (n, e) = (Base64UrlEncoder.Encode(key.Modulus), Base64UrlEncoder.Encode(key.Exponent));
            var json = new { kty = "RSA", use = "sig", alg = "RS256", kid = "k1", n, e };
            return Results.Json(new { keys = new[] { json } });
        });
        _app.MapGet("/authorize", (HttpRequest request) =>
        {
            (_nonce, _challenge) = (request.Query["nonce"], request.Query["code_challenge"]);
            return Results.Redirect($"{request.Query["redirect_uri"]}?code=c-1&state={HttpUtility.UrlEncode(request.Query["state"])}");
        });
        _app.MapPost("/token", async (HttpRequest request) =>
        {
            var form = await request.ReadFormAsync();
            var proof = Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            return form["code"] == "c-1" && form["client_secret"] == ProviderPortal.ClientSecret && proof == _challenge
                ? Results.Json(new { access_token = "opaque", token_type = "Bearer", expires_in = 300, id_token = Token(Change) })
                : Results.BadRequest(new { error = "invalid_grant" });
        });
    }
}
