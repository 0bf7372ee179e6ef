using System.Net;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using ImageStorage.Aws.Errors;

namespace ImageStorage.Aws.Protocol;

/// <summary>Makes the answer's object, or the service's exception, of an XML answer.</summary>
/// <param name="rootName">The name of the document of a success: another one is not the service's.</param>
/// <param name="read">Reads the document of a success.</param>
/// <param name="fail">Makes the service's exception.</param>
internal sealed class XmlUnmarshaller<TResponse>(
    string rootName, Func<XElement, IWebResponseData, TResponse> read, Func<ServiceError, Exception?, AmazonServiceException> fail) : XmlResponseUnmarshaller
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
            // Not with the body, which may be a stranger's page.
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
