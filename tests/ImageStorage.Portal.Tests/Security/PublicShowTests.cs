using System.Net;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal.Security;

/// <summary>Access to assignments without sign-in: by default allowed in embedded mode and denied with a provider.</summary>
public sealed class PublicShowTests
{
    [Theory]
    [InlineData(null, HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("true", HttpStatusCode.OK, HttpStatusCode.OK)]
    [InlineData("false", HttpStatusCode.Found, HttpStatusCode.Unauthorized)]
    public async Task Embedded_shows_assignments_to_everyone_unless_told_not_to(string? setting, HttpStatusCode page, HttpStatusCode api)
    {
        await using var portal = await PortalServer.StartAsync(Settings(setting));
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = portal.Address };

        await ShowsAsync(client, page, api);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Found, HttpStatusCode.Unauthorized)]
    [InlineData("false", HttpStatusCode.Found, HttpStatusCode.Unauthorized)]
    [InlineData("true", HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task Portal_with_a_provider_shows_assignments_to_those_who_signed_in_unless_told_otherwise(
        string? setting, HttpStatusCode page, HttpStatusCode api)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await ProviderPortal.StartAsync(provider, Settings(setting));
        using var client = new HttpClient(new HttpClientHandler
        {
            AllowAutoRedirect = false,
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown is not null,
        })
        { BaseAddress = portal.Address };

        await ShowsAsync(client, page, api);
    }

    private static async Task ShowsAsync(HttpClient client, HttpStatusCode page, HttpStatusCode api)
    {
        using var shown = await client.GetAsync("/assignments", TestContext.Current.CancellationToken);
        using var listed = await client.GetAsync("/api/v1/assignments", TestContext.Current.CancellationToken);
        using var made = await client.GetAsync("/create", TestContext.Current.CancellationToken);

        Assert.Equal((page, api), (shown.StatusCode, listed.StatusCode));
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
    }

    private static string[] Settings(string? setting) => setting is null ? [] : ["--Portal:PublicShow=" + setting];
}
