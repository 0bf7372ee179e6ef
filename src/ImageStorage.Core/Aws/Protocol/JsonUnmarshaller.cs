using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using ImageStorage.Aws.Errors;

namespace ImageStorage.Aws.Protocol;

/// <summary>Converts a JSON answer into the answer's object, or the service's exception.</summary>
/// <param name="read">Reads the body of a success.</param>
/// <param name="fail">Creates the service's exception.</param>
internal sealed class JsonUnmarshaller<TResponse>(
    Func<byte[], IWebResponseData, TResponse> read, Func<ServiceError, Exception?, AmazonServiceException> fail) : JsonResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context) => read(ReadAll(context), context.ResponseData);

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        fail(ServiceError.OfJson(ReadAll(context), context.ResponseData, statusCode), innerException);

    private static byte[] ReadAll(JsonUnmarshallerContext context)
    {
        using var body = new MemoryStream();
        context.Stream.CopyTo(body);
        return body.ToArray();
    }
}
