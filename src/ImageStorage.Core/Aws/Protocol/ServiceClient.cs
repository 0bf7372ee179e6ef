using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace ImageStorage.Aws.Protocol;

/// <summary>
/// The base of the clients of services whose SDK packages are not used. Requests run through the SDK's own pipeline, with its credentials,
/// signature, endpoints and user agent. A protocol is an unmarshaller: <see cref="JsonUnmarshaller{TResponse}"/> for JSON,
/// <see cref="XmlUnmarshaller{TResponse}"/> for XML.
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

    /// <param name="request">The request, which is sent for each page with its token.</param>
    /// <param name="turn">Sets the token of a page in the request; null for the first.</param>
    /// <param name="ask">Requests a page.</param>
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
