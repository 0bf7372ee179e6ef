using ImageStorage.Portal.Browser;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>Settings that the portal rejects at start, and the error messages.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    public async Task Embedded_sign_in_on_an_address_for_others_is_refused(string address)
    {
        var exception = await Assert.ThrowsAsync<StartException>(() => PortalServer.StartAsync("--urls=" + address));

        Assert.Contains("Set Portal:Authority", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "Portal:ClientId is missing", "--Portal:Authority=https://id.example", "--Portal:CookieSecret=0123456789012345678901234567890123456789",
        "--Portal:AllowedHosts=p.example")]
    [InlineData(
        "is not an https URL",
        "--Portal:Authority=http://id.example", "--Portal:ClientId=c", "--Portal:ClientSecret=s", "--Portal:AllowedHosts=p.example")]
    [InlineData("Set Portal__CookieSecret", "--Portal:Authority=https://id.example", "--Portal:ClientId=c", "--Portal:AllowedHosts=p.example")]
    [InlineData("Portal:AllowedHosts is missing", "--Portal:Authority=https://id.example", "--Portal:ClientId=c", "--Portal:ClientSecret=s")]
    [InlineData(
        "shorter than 32",
        "--Portal:Authority=https://id.example", "--Portal:ClientId=c", "--Portal:CookieSecret=short", "--Portal:AllowedHosts=p.example")]
    [InlineData(
        "are for embedded use",
        "--Portal:Authority=https://id.example", "--Portal:ClientId=c", "--Portal:ClientSecret=s", "--Portal:AllowedHosts=p.example",
        "--Portal:TokenFile=x")]
    [InlineData("neither an address", "--Portal:KnownProxies=proxy.example")]
    [InlineData("answers on this machine only", "--Portal:AllowedHosts=portal.example")]
    [InlineData("not role:name=token", "--Portal:ApiTokens=teacher=abcdefghijklmnopqrstuvw")]
    [InlineData("GenerationsPerMinute", "--Portal:GenerationsPerMinute=0")]
    public async Task Setting_that_cannot_be_used_is_told_at_start(string sentence, params string[] settings)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => PortalServer.StartAsync(settings));

        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_file_is_for_its_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("imagestorage-tokens-");
        var path = Path.Combine(folder.FullName, "tokens");

        await using (await PortalServer.StartAsync("--Portal:TokenFile=" + path))
        {
            Assert.Equal(3, (await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken)).Length);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        folder.Delete(recursive: true);
    }
}
