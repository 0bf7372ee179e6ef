using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace ImageStorage.Aws.Protocol;

/// <summary>Converts a request object into an HTTP request with a function.</summary>
internal sealed class RequestMarshaller<TRequest>(Func<TRequest, IRequest> marshall) : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input) => marshall((TRequest)input);
}
