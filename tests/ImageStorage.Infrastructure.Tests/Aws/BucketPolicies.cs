using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>
/// The policies of buckets, kept and not enforced: moto_server takes a denial of requests without TLS for one of all requests, and would
/// refuse even the bucket's owner.
/// </summary>
internal sealed class BucketPolicies
{
    private readonly ConcurrentDictionary<string, string> _policies = new(StringComparer.Ordinal);

    /// <summary>True when the request was for a policy that is kept here, and is answered.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var bucket = request.Path.Value!.Trim('/');
        if (!request.Query.ContainsKey("policy"))
        {
            if (request.Method == "DELETE" && !request.QueryString.HasValue)
                _policies.TryRemove(bucket, out _);
            return false;
        }

        switch (request.Method)
        {
            case "PUT":
                using (var reader = new StreamReader(request.Body))
                    _policies[bucket] = await reader.ReadToEndAsync();
                response.StatusCode = 204;
                return true;
            case "DELETE":
                _policies.TryRemove(bucket, out _);
                response.StatusCode = 204;
                return true;
            case "GET" when _policies.TryGetValue(bucket, out var policy):
                response.ContentType = "application/json";
                await response.WriteAsync(policy);
                return true;
            default:
                return false;
        }
    }
}
