using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Infrastructure.Scaling;

/// <summary>
/// The metadata service of one instance, which tells it its id and its role's credentials:
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-categories.html.
/// </summary>
internal sealed class InstanceMetadata : IAsyncDisposable
{
    private const string Credentials = "/latest/meta-data/iam/security-credentials/";

    private readonly WebApplication _application;

    private InstanceMetadata(string instanceId, string role)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.MapPut("/latest/api/token", () => "token");
        _application.MapGet("/latest/meta-data/instance-id", () => instanceId);
        _application.MapGet(Credentials, () => role);
        _application.MapGet(Credentials + role, () => Results.Json(new
        {
            Code = "Success",
            Type = "AWS-HMAC",
            AccessKeyId = "ASIATESTTESTTESTTEST",
            SecretAccessKey = "secret",
            Token = "token",
            LastUpdated = TimeProvider.System.GetUtcNow().UtcDateTime,
            Expiration = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(6),
        }, new System.Text.Json.JsonSerializerOptions()));
    }

    /// <summary>Where it answers, without a slash at the end.</summary>
    public string Endpoint => _application.Urls.Single();

    public static async Task<InstanceMetadata> StartAsync(string instanceId, string role)
    {
        var metadata = new InstanceMetadata(instanceId, role);
        await metadata._application.StartAsync(TestContext.Current.CancellationToken);
        return metadata;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
