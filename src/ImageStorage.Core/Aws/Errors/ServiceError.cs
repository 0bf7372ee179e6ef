using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime.Internal.Transform;
using ImageStorage.Aws.Protocol;

namespace ImageStorage.Aws.Errors;

/// <summary>An error as a service reported it.</summary>
/// <param name="Code">The error's name, such as <c>ThrottlingException</c>; the status when the answer has none.</param>
/// <param name="Message">The service's message; empty when the answer has none.</param>
/// <param name="RequestId">AWS's id of the request.</param>
/// <param name="StatusCode">The HTTP status.</param>
internal sealed record ServiceError(string Code, string Message, string? RequestId, HttpStatusCode StatusCode)
{
    /// <summary>
    /// The code is in a header for REST services and in the body for the others, in both cases possibly with a namespace before or a URL behind it:
    /// https://smithy.io/2.0/aws/protocols/aws-restjson1-protocol.html#operation-error-serialization
    /// </summary>
    public static ServiceError OfJson(byte[] body, IWebResponseData answer, HttpStatusCode statusCode)
    {
        string? code = null;
        string? message = null;
        try
        {
            using var json = JsonDocument.Parse(body);
            code = Text(json, "__type") ?? Text(json, "code");
            message = Text(json, "message") ?? Text(json, "Message");
        }
        catch (JsonException)
        {
            // The body may be empty or from a proxy; the status is reported instead.
        }

        var header = answer.GetHeaderValue("x-amzn-ErrorType");
        code = string.IsNullOrEmpty(header) ? code : header;
        return new ServiceError(
            code is null ? $"HTTP {(int)statusCode}" : code.Split(':')[0].Split('#')[^1],
            message ?? "",
            answer.GetHeaderValue("x-amzn-RequestId"),
            statusCode);
    }

    /// <summary>
    /// Query services and CloudFront wrap the error in an <c>ErrorResponse</c>, EC2 in <c>Response/Errors</c>, others do not:
    /// https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization
    /// </summary>
    public static ServiceError OfXml(byte[] body, IWebResponseData answer, HttpStatusCode statusCode)
    {
        XElement? root = null;
        try
        {
            root = XmlShape.Parse(body);
        }
        catch (XmlException)
        {
            // The body may be empty or from a proxy; the status is reported instead.
        }

        var error = root?.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == "Error");
        var requestId = root?.Descendants().FirstOrDefault(element => element.Name.LocalName is "RequestId" or "RequestID");
        return new ServiceError(
            error?.Child("Code")?.Value is { Length: > 0 } code ? code : $"HTTP {(int)statusCode}",
            error?.Child("Message")?.Value ?? "",
            requestId?.Value ?? answer.GetHeaderValue("x-amzn-RequestId"),
            statusCode);
    }

    private static string? Text(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
