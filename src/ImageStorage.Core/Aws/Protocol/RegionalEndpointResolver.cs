using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace ImageStorage.Aws.Protocol;

/// <summary>The handler in the SDK's pipeline that sets a request's endpoint.</summary>
internal sealed class RegionalEndpointResolver : BaseEndpointResolver
{
    public static EndpointParameters Parameters(IClientConfig config) => new()
    {
        [RegionalEndpointProvider.Region] = config.RegionEndpoint?.SystemName ?? config.AuthenticationRegion,
        [RegionalEndpointProvider.Configured] = config.ServiceURL,
        [RegionalEndpointProvider.UseFips] = config.UseFIPSEndpoint,
        [RegionalEndpointProvider.UseDualStack] = config.UseDualstackEndpoint,
    };

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => Parameters(requestContext.ClientConfig);
}
