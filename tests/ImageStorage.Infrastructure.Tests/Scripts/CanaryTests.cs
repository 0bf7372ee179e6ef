using System.Text.Json;
using ImageStorage.Infrastructure.Aws;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>check-infrastructure.ps1 -Canary through a distribution over TLS, which the script's process takes for CloudFront.</summary>
public sealed class CanaryTests(DeployedStack stack)
{
    private const string Bucket = "imagestorage-123456789012";

    [Fact]
    public async Task The_picture_comes_back_through_the_distribution_and_is_deleted()
    {
        await using var cdn = await OpenAsync();

        var run = await FlyAsync(cdn);

        Assert.True(run.ExitCode == 0, $"{run.Output}\n{run.Error}");
        Assert.Matches(@"Canary +Passed +RoundTrip ", run.Output);
        Assert.Matches(@"^/generated_images/canary-[0-9a-f]{32}\.webp\?v=[0-9a-f]{12}$", Assert.Single(cdn.Asked));
        Assert.DoesNotContain("canary-", await stack.SendAsync(HttpMethod.Get, Bucket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_distribution_that_serves_other_bytes_fails_and_the_picture_is_deleted()
    {
        await using var cdn = await OpenAsync();
        cdn.Change = picture => [.. picture[..^1], (byte)(picture[^1] ^ 1)];

        var run = await FlyAsync(cdn);

        Assert.True(run.ExitCode == 1, $"{run.Output}\n{run.Error}");
        Assert.Contains("Failed RoundTrip: Something between the store and its readers changes pictures", run.Output, StringComparison.Ordinal);
        Assert.Single(cdn.Asked);
        Assert.DoesNotContain("canary-", await stack.SendAsync(HttpMethod.Get, Bucket), StringComparison.Ordinal);
    }

    private async Task<CdnEndpoint> OpenAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A process is told of a certificate to trust by SSL_CERT_FILE on Linux alone.");
        await stack.RequireAsync();
        using var outputs = JsonDocument.Parse(await File.ReadAllTextAsync(stack.Outputs));
        return new CdnEndpoint(stack.Aws, Bucket, outputs.RootElement.GetProperty("image_domain").GetProperty("value").GetString()!);
    }

    private async Task<Terraform.TerraformResult> FlyAsync(CdnEndpoint cdn)
    {
        var proxy = await cdn.StartAsync();
        using var copy = new ScriptCopy();
        var certificate = Path.Combine(copy.Root, "cdn.pem");
        await File.WriteAllTextAsync(certificate, cdn.Certificate);
        return await stack.Scripts.With("HTTPS_PROXY", proxy.AbsoluteUri).With("SSL_CERT_FILE", certificate)
            .RunAsync("check-infrastructure.ps1", "-TerraformOutput", stack.Outputs, "-Area", "Canary", "-Canary");
    }
}
