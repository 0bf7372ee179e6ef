using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>The lifecycle configurations of buckets: moto_server drops the sizes in their filters, and the default size.</summary>
internal sealed class BucketLifecycles
{
    private const string MinimumObjectSize = "x-amz-transition-default-minimum-object-size";

    private readonly ConcurrentDictionary<string, StoredDocument> _documents = new(StringComparer.Ordinal);

    /// <summary>True when the request was for a lifecycle configuration that was stored here, and is answered.</summary>
    public async Task<bool> TryAnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!request.Query.ContainsKey("lifecycle"))
            return false;
        var bucket = request.Path.Value!.Trim('/');
        switch (request.Method)
        {
            case "PUT":
                _documents[bucket] = new StoredDocument(await XmlBody.ReadAsync(request), "", request.Headers[MinimumObjectSize]);
                return true;
            case "DELETE" when _documents.TryRemove(bucket, out _):
                response.StatusCode = 204;
                return true;
            case "GET" when _documents.TryGetValue(bucket, out var document):
                response.Headers[MinimumObjectSize] = document.MinimumObjectSize ?? "all_storage_classes_128K";
                await XmlBody.WriteAsync(response, document.Body);
                return true;
            default:
                return false;
        }
    }
}
