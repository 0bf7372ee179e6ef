using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>
/// CloudFront's policies and monitoring subscriptions, of which moto_server has none: kept as they were sent and answered in the shapes of
/// https://docs.aws.amazon.com/cloudfront/latest/APIReference/.
/// </summary>
internal sealed partial class CloudFrontPolicies
{
    private readonly ConcurrentDictionary<string, StoredDocument> _documents = new(StringComparer.Ordinal);

    /// <summary>True when the request was for one of them, and is answered.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimEnd('/');
        if (SubscriptionPath().IsMatch(path))
        {
            await AnswerAsync(context, path, body => body, "MonitoringSubscription");
            return true;
        }

        if (PolicyPath().Match(path) is not { Success: true } match)
            return false;
        var element = match.Groups["kind"].Value == "cache-policy" ? "CachePolicy" : "ResponseHeadersPolicy";
        var id = match.Groups["id"].Value;
        if (id.Length == 0)
        {
            // Ids of CloudFront's are hexadecimal and hyphens.
            id = $"{Guid.NewGuid()}";
            path = $"{path}/{id}";
        }

        await AnswerAsync(
            context,
            path,
            body => $"<{element}><Id>{id}</Id><LastModifiedTime>2026-01-01T00:00:00Z</LastModifiedTime>{body}</{element}>",
            element);
        return true;
    }

    private async Task AnswerAsync(HttpContext context, string path, Func<string, string> wrap, string element)
    {
        var response = context.Response;
        switch (context.Request.Method)
        {
            case "POST" or "PUT":
                _documents[path] = new StoredDocument(await XmlBody.ReadAsync(context.Request), $"{Guid.NewGuid():N}");
                response.StatusCode = context.Request.Method == "POST" && element != "MonitoringSubscription" ? 201 : 200;
                break;
            case "DELETE":
                response.StatusCode = _documents.TryRemove(path, out _) ? 204 : 404;
                return;
        }

        if (!_documents.TryGetValue(path, out var document))
        {
            response.StatusCode = 404;
            await XmlBody.WriteAsync(response, $"<ErrorResponse><Error><Type>Sender</Type><Code>NoSuch{element}</Code><Message>There is none.</Message></Error></ErrorResponse>");
            return;
        }

        response.Headers.ETag = document.Version;
        await XmlBody.WriteAsync(response, wrap(document.Body));
    }

    [GeneratedRegex("^/2020-05-31/distributions/[^/]+/monitoring-subscription$")]
    private static partial Regex SubscriptionPath();

    [GeneratedRegex("^/2020-05-31/(?<kind>cache-policy|response-headers-policy)(/(?<id>[^/]+))?$")]
    private static partial Regex PolicyPath();
}
