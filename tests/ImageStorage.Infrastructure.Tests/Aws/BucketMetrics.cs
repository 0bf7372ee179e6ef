using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>
/// The metrics configurations of buckets, which moto_server has not: it lists the bucket's objects instead, and takes the removal of one for
/// the removal of the bucket. Shapes: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketMetricsConfiguration.html.
/// </summary>
internal sealed class BucketMetrics
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    private readonly ConcurrentDictionary<(string Bucket, string Id), string> _configurations = new();

    /// <summary>True when the request was for metrics configurations, and is answered.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var bucket = request.Path.Value!.Trim('/');
        if (!request.Query.ContainsKey("metrics"))
        {
            if (request.Method == "DELETE" && !request.QueryString.HasValue)
                Forget(bucket);
            return false;
        }

        var key = (bucket, $"{request.Query["id"]}");
        switch (request.Method)
        {
            case "PUT":
                _configurations[key] = await XmlBody.ReadAsync(request);
                return true;
            case "DELETE" when _configurations.TryRemove(key, out _):
                response.StatusCode = 204;
                return true;
            case "GET" when key.Item2.Length == 0:
                await XmlBody.WriteAsync(response, List(bucket));
                return true;
            case "GET" when _configurations.TryGetValue(key, out var configuration):
                await XmlBody.WriteAsync(response, configuration);
                return true;
            default:
                response.StatusCode = 404;
                await XmlBody.WriteAsync(response, "<Error><Code>NoSuchConfiguration</Code><Message>The specified configuration does not exist.</Message></Error>");
                return true;
        }
    }

    private string List(string bucket)
    {
        var configurations = _configurations.Where(configuration => configuration.Key.Bucket == bucket).OrderBy(configuration => configuration.Key.Id, StringComparer.Ordinal);
        return $"<ListMetricsConfigurationsResult xmlns=\"{Namespace}\"><IsTruncated>false</IsTruncated>{string.Concat(configurations.Select(found => found.Value))}</ListMetricsConfigurationsResult>";
    }

    private void Forget(string bucket)
    {
        foreach (var key in _configurations.Keys.Where(key => key.Bucket == bucket))
            _configurations.TryRemove(key, out _);
    }
}
