using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace ImageStorage.Aws.Protocol;

/// <summary>
/// The base of the clients of services whose packages are not used: everything between the request's object and the answer's is the
/// SDK's own pipeline, with its credentials, signature, endpoints and user agent. A protocol is an unmarshaller: of JSON
/// <see cref="JsonUnmarshaller{TResponse}"/>, of XML <see cref="XmlUnmarshaller{TResponse}"/>.
/// </summary>
internal abstract class ServiceClient(AWSCredentials credentials, ServiceClientConfig config) : AmazonServiceClient(credentials, config)
{
    protected override IServiceMetadata ServiceMetadata => new ServiceIdentity(((ServiceClientConfig)Config).ServiceId);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SigV4SchemeResolver());
    }

    protected Task<TResponse> InvokeAsync<TRequest, TResponse>(
        TRequest request, Func<TRequest, IRequest> marshall, ResponseUnmarshaller unmarshaller, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() =>
        InvokeAsync<TResponse>(
            request,
            new InvokeOptions { RequestMarshaller = new RequestMarshaller<TRequest>(marshall), ResponseUnmarshaller = unmarshaller },
            cancellationToken);

    /// <param name="request">What is asked, for each page with its token.</param>
    /// <param name="turn">Gives the request the token of a page; null for the first.</param>
    /// <param name="ask">Asks for a page.</param>
    /// <param name="next">The token of the page after an answer.</param>
    protected static Pages<TResponse> InPages<TRequest, TResponse>(
        TRequest request, Action<TRequest, string?> turn, Func<TRequest, CancellationToken, Task<TResponse>> ask, Func<TResponse, string?> next)
        where TResponse : AmazonWebServiceResponse => new(
        (page, cancellationToken) =>
        {
            turn(request, page);
            return ask(request, cancellationToken);
        },
        next);
}
