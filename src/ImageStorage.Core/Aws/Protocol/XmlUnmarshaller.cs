using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using ImageStorage.Aws.Errors;

namespace ImageStorage.Aws.Protocol;

/// <summary>Converts an XML answer into the answer's object, or the service's exception.</summary>
/// <param name="rootName">The name of the root element of a success; an answer with another one is not from the service.</param>
/// <param name="read">Reads the document of a success.</param>
/// <param name="fail">Creates the service's exception.</param>
internal sealed class XmlUnmarshaller<TResponse>(
    string rootName, Func<XElement, IWebResponseData, TResponse> read, Func<ServiceError, Exception?, AmazonServiceException> fail)
    : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext context)
    {
        var body = ReadAll(context);
        var requestId = context.ResponseData.GetHeaderValue("x-amzn-RequestId");
        try
        {
            var root = XmlShape.Parse(body);
            if (root.Name.LocalName != rootName)
                throw new XmlException($"The answer is a '{root.Name.LocalName}' where '{rootName}' was expected.");

            var response = read(root, context.ResponseData);
            response.ResponseMetadata = new ResponseMetadata { RequestId = root.Child("ResponseMetadata")?.Child("RequestId")?.Value ?? requestId };
            return response;
        }
        catch (Exception exception) when (exception is XmlException or FormatException or OverflowException)
        {
            // Without the body, which may be a page of a proxy.
            throw new AmazonUnmarshallingException(requestId, rootName, exception, context.ResponseData.StatusCode);
        }
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode) =>
        fail(ServiceError.OfXml(ReadAll(context), context.ResponseData, statusCode), innerException);

    private static byte[] ReadAll(XmlUnmarshallerContext context)
    {
        using var body = new MemoryStream();
        context.Stream.CopyTo(body);
        return body.ToArray();
    }
}
