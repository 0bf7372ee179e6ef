using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>The bodies of AWS's XML protocols.</summary>
internal static partial class XmlBody
{
    /// <summary>A request's body without its XML declaration.</summary>
    public static async Task<string> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        return Declaration().Replace(await reader.ReadToEndAsync(), "");
    }

    public static Task WriteAsync(HttpResponse response, string body)
    {
        response.ContentType = "text/xml";
        return response.WriteAsync($"<?xml version=\"1.0\"?>{body}");
    }

    [GeneratedRegex(@"^\s*<\?xml[^>]*\?>\s*")]
    private static partial Regex Declaration();
}
