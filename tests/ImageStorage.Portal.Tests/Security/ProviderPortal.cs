using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageStorage.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace ImageStorage.Portal.Security;

/// <summary>A portal with https whose users sign in at a provider. Two instances share only their settings.</summary>
internal sealed class ProviderPortal : IAsyncDisposable
{
    public const string ClientSecret = "client-secret-of-the-tests-0123456789";

    private readonly DirectoryInfo _home;
    private readonly WebApplication _app;
    private readonly X509Certificate2 _certificate;

    private ProviderPortal(DirectoryInfo home, WebApplication app, X509Certificate2 certificate) =>
        (_home, _app, _certificate) = (home, app, certificate);

    public Uri Address => new(_app.Urls.Single());

    public static async Task<ProviderPortal> StartAsync(FakeProvider provider, params string[] further)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var home = Directory.CreateTempSubdirectory("imagestorage-provider-");
        string[] settings =
        [
            "--urls=https://127.0.0.1:0", $"--{SettingName.Home}={home.FullName}", $"--Portal:Authority={provider.Issuer}",
            $"--Portal:ClientId={FakeProvider.ClientId}", $"--Portal:ClientSecret={ClientSecret}", "--Portal:AllowedHosts=127.0.0.1",
            "--Portal:DrainSeconds=0", .. further,
        ];
        var app = PortalApplication.Create(
            settings, Quiet.Join + (Action<WebApplicationBuilder>)(builder => builder.WebHost.ConfigureKestrel(
                server => server.ConfigureHttpsDefaults(https => https.ServerCertificate = certificate))));
        await app.StartAsync();
        return new ProviderPortal(home, app, certificate);
    }

    /// <summary>A client that accepts this portal's certificate.</summary>
    /// <param name="cookies">The cookies that it keeps between requests.</param>
    public HttpClient Browser(CookieContainer cookies)
    {
        var handler = new HttpClientHandler
        {
            CookieContainer = cookies,
            AllowAutoRedirect = false,
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown is not null,
        };
        return new HttpClient(new RedirectFollower(handler)) { BaseAddress = Address };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _certificate.Dispose();
        _home.Delete(recursive: true);
    }
}
