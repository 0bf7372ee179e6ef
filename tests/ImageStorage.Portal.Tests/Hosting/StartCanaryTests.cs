using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Portal.Hosting;

/// <summary>The canary at start, which writes to and reads from the bucket. moto_server provides the EC2 metadata service.</summary>
public sealed class StartCanaryTests(MotoServer moto) : IAsyncLifetime
{
    private const string Instance = "i-fake";

    private readonly string _bucket = $"canary-{Guid.NewGuid():N}";
    private readonly HttpClient _client = new();
    private Uri _endpoint = null!;
    private FaultProxy _proxy = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await moto.RequireAsync();
        _proxy = new FaultProxy(_endpoint);
        using var made = await SendAsync(HttpMethod.Put, $"/{_bucket}", "s3");
        made.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _client.Dispose();
    }

    [Fact]
    public async Task Portal_on_S3_flies_it_and_counts_it_for_the_bucket_and_the_instance()
    {
        await using (var portal = await StartAsync())
        {
            Assert.Contains("read through the bucket, and is the same", await portal.WaitForLineAsync("Start canary: "), StringComparison.Ordinal);
            await portal.TerminateAsync();
            Assert.Equal(0, await portal.ExitCodeAsync(TimeSpan.FromSeconds(40)));
        }

        Assert.Equal((1, 0), (await SumAsync("StartCanaries"), await SumAsync("StartCanaryFailures")));
        Assert.Equal((1, 0), (await SumAsync("StartCanaries", Instance), await SumAsync("StartCanaryFailures", Instance)));
        Assert.Contains(
            _proxy.Requests, request => request.Method == "PUT" && request.Target.Contains("/generated_images/canary-", StringComparison.Ordinal));
        using var left = await SendAsync(HttpMethod.Get, $"/{_bucket}?list-type=2", "s3");
        Assert.DoesNotContain("<Key>", await left.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("GET")]
    public async Task Role_that_may_not_write_or_read_is_told_and_counted_and_the_portal_serves(string denied)
    {
        _proxy.Program = request => request.Method == denied && request.Target.Contains("/generated_images/", StringComparison.Ordinal)
            ? Fault.Answer(403, "AccessDenied")
            : Fault.None;

        await using (var portal = await StartAsync())
        {
            await portal.WaitForLineAsync("The start canary failed");
            Assert.Equal("live\n", await _client.GetStringAsync(new Uri(portal.Address, "/health"), TestContext.Current.CancellationToken));
            await portal.TerminateAsync();
            Assert.Equal(0, await portal.ExitCodeAsync(TimeSpan.FromSeconds(40)));
        }

        Assert.Equal((1, 1), (await SumAsync("StartCanaries", Instance), await SumAsync("StartCanaryFailures", Instance)));
    }

    [Fact]
    public async Task Bucket_that_never_answers_delays_no_start_and_no_end()
    {
        _proxy.Program = _ => Fault.NeverAnswer;

        await using var portal = await StartAsync();

        Assert.Equal("live\n", await _client.GetStringAsync(new Uri(portal.Address, "/health"), TestContext.Current.CancellationToken));
        await portal.TerminateAsync();
        Assert.Equal(0, await portal.ExitCodeAsync(TimeSpan.FromSeconds(60)));
    }

    private Task<PortalInstance> StartAsync() => PortalInstance.StartAsync(
        new Dictionary<string, string?>
        {
            [SettingName.S3BucketName] = _bucket,
            [SettingName.S3EndpointUrl] = _proxy.Endpoint.AbsoluteUri,
            ["AWS_ENDPOINT_URL_CLOUDWATCH"] = _endpoint.AbsoluteUri,
            ["AWS_EC2_METADATA_DISABLED"] = "false",
            ["AWS_EC2_METADATA_SERVICE_ENDPOINT"] = _endpoint.AbsoluteUri.TrimEnd('/'),
        });

    /// <summary>The sum of a CloudWatch metric; fails when the metric has no data.</summary>
    private async Task<double> SumAsync(string metric, string? instanceId = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        const string Query = "MetricDataQueries.member.1.";
        const string Metric = Query + "MetricStat.Metric.";
        var asked = new Dictionary<string, string>
        {
            ["Action"] = "GetMetricData",
            ["Version"] = "2010-08-01",
            [Query + "Id"] = "m",
            [Query + "MetricStat.Period"] = "86400",
            [Query + "MetricStat.Stat"] = "Sum",
            [Metric + "Namespace"] = "ImageStorage",
            [Metric + "MetricName"] = metric,
            [Metric + "Dimensions.member.1.Name"] = "BucketName",
            [Metric + "Dimensions.member.1.Value"] = _bucket,
            ["StartTime"] = now.AddHours(-1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            ["EndTime"] = now.AddHours(1).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        };
        if (instanceId is not null)
            (asked[Metric + "Dimensions.member.2.Name"], asked[Metric + "Dimensions.member.2.Value"]) = ("InstanceId", instanceId);
        using var answer = await SendAsync(HttpMethod.Post, "/", "monitoring", new FormUrlEncodedContent(asked));
        answer.EnsureSuccessStatusCode();
        var points = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .Descendants().Where(element => element.Name.LocalName == "Values").SelectMany(values => values.Elements()).ToList();
        Assert.NotEmpty(points);
        return points.Sum(point => double.Parse(point.Value, CultureInfo.InvariantCulture));
    }

    /// <summary>Sends a request to moto, which reads only the service name from the signature.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string service, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(_endpoint, path)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", $"Credential=AKIATESTTESTTESTTEST/20261001/us-east-1/{service}/aws4_request, SignedHeaders=host, Signature=0");
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
