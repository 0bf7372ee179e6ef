using Amazon.Runtime;
using ImageStorage.Aws.Errors;

namespace ImageStorage.Aws.Protocol;

/// <summary>The base of clients of services that accept a form and answer with XML.</summary>
/// <param name="credentials">The credentials that sign the requests.</param>
/// <param name="config">The service's configuration.</param>
/// <param name="form">The service's kind of form.</param>
internal abstract class QueryServiceClient(AWSCredentials credentials, ServiceClientConfig config, QueryForm form)
    : ServiceClient(credentials, config)
{
    /// <summary>Creates the service's exception.</summary>
    protected abstract AmazonServiceException Fail(ServiceError error, Exception? innerException);

    /// <summary>Invokes the operation that the request's type is named after.</summary>
    protected Task<TResponse> InvokeAsync<TRequest, TResponse>(TRequest request, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
    {
        var action = typeof(TRequest).Name[..^"Request".Length];
        var unmarshaller = new XmlUnmarshaller<TResponse>(
            action + "Response", (root, _) => XmlShape.Read<TResponse>(root.Child(action + "Result") ?? root), Fail);
        return InvokeAsync<TRequest, TResponse>(request, asked => form.Write(asked, action), unmarshaller, cancellationToken);
    }
}
