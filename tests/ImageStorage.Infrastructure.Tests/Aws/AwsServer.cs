using System.Text;
using ImageStorage.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>
/// One endpoint that answers as all of AWS does: moto_server, with the few things before it that it lacks or drops. Started when a test
/// first asks for it.
/// </summary>
public sealed class AwsServer : IAsyncDisposable
{
    private static readonly string[] OfConnection = ["Connection", "Host", "Keep-Alive", "Transfer-Encoding", "Content-Length"];

    private readonly MotoServer _moto = new();
    private readonly CloudFrontPolicies _policies = new();
    private readonly DistributionConfigs _distributions = new();
    private readonly BucketLifecycles _lifecycles = new();
    private readonly BucketMetrics _bucketMetrics = new();
    private readonly BucketPolicies _bucketPolicies = new();
    private readonly ScalingActivities _activities = new();
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly SemaphoreSlim _starting = new(1, 1);
    private WebApplication? _application;
    private Uri _behind = null!;

    /// <summary>The refreshes of its groups.</summary>
    public InstanceRefreshes Refreshes { get; } = new();

    /// <summary>Tells of an instance that a group launched.</summary>
    public void Launch(string group, string instanceId, DateTimeOffset at) => _activities.Launch(group, instanceId, at);

    /// <summary>The running server's endpoint. Skips the calling test when moto_server is not on PATH.</summary>
    public async Task<Uri> RequireAsync()
    {
        await _starting.WaitAsync();
        try
        {
            _behind = await _moto.RequireAsync();
            _application ??= await StartAsync();
            return new Uri(_application.Urls.Single());
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Sends a request to one of the services, which moto_server tells by the signature's scope; it asks for nothing else of it.</summary>
    /// <param name="service">The service's name in signatures.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query, relative to the endpoint.</param>
    /// <param name="body">The body; null for none.</param>
    /// <returns>The answer's body.</returns>
    public async Task<string> SendAsync(string service, HttpMethod method, string path, HttpContent? body = null)
    {
        using var answer = await AskAsync(service, method, path, body);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>What an object has.</summary>
    /// <param name="path">Its bucket and key.</param>
    public async Task<byte[]> ReadObjectAsync(string path)
    {
        using var answer = await AskAsync("s3", HttpMethod.Get, path, body: null);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        _client.Dispose();
        await _moto.DisposeAsync();
        _starting.Dispose();
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        application.Run(AnswerAsync);
        await application.StartAsync();
        return application;
    }

    private async Task<HttpResponseMessage> AskAsync(string service, HttpMethod method, string path, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(await RequireAsync(), path)) { Content = body };
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        var answer = await _client.SendAsync(request);
        if (answer.IsSuccessStatusCode)
            return answer;

        using (answer)
            throw new HttpRequestException($"{service}: {method} {path} was answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task AnswerAsync(HttpContext context)
    {
        // S3's and the others' names of what every answer of AWS has.
        context.Response.Headers["x-amz-request-id"] = context.Response.Headers["x-amzn-requestid"] = $"{Guid.NewGuid()}";
        if (await _policies.TryAnswerAsync(context) || await _lifecycles.TryAnswerAsync(context) || await _bucketPolicies.TryAnswerAsync(context)
            || await _bucketMetrics.TryAnswerAsync(context) || await Refreshes.TryAnswerAsync(context) || await _activities.TryAnswerAsync(context)
            || await FoundationModels.TryAnswerAsync(context))
        {
            return;
        }

        if (DistributionConfigs.IsOfDistribution(context.Request))
            await ForwardDistributionAsync(context);
        else
            await ForwardAsync(context);
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var answer = await SendAsync(context.Request, new StreamContent(context.Request.Body));
        CopyHead(answer, context.Response);
        context.Response.ContentLength = answer.Content.Headers.ContentLength;
        await answer.Content.CopyToAsync(context.Response.Body);
    }

    private async Task ForwardDistributionAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var sent = await reader.ReadToEndAsync();
        using var answer = await SendAsync(context.Request, new ByteArrayContent(Encoding.UTF8.GetBytes(sent)));
        CopyHead(answer, context.Response);
        await context.Response.WriteAsync(_distributions.Mend(context.Request, sent, await answer.Content.ReadAsStringAsync()));
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequest request, HttpContent body)
    {
        var target = new Uri(_behind, $"{request.Path.ToUriComponent()}{request.QueryString.ToUriComponent()}");
        using var message = new HttpRequestMessage(new HttpMethod(request.Method), target);
        if (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            message.Content = body;
            body.Headers.ContentLength = request.ContentLength;
        }

        foreach (var (name, values) in request.Headers.Where(header => !OfConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                message.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
    }

    private static void CopyHead(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfConnection.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            response.Headers[name] = values.ToArray();
    }
}
