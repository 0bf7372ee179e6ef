using Amazon;
using Amazon.Runtime.Endpoints;

namespace ImageStorage.Aws.Protocol;

/// <summary>The endpoint that was configured, or the region's: <c>https://bedrock-runtime.us-west-2.amazonaws.com</c>.</summary>
internal sealed class RegionalEndpointProvider(string prefix) : IEndpointProvider
{
    public const string Region = "Region";
    public const string Configured = "Endpoint";
    public const string UseFips = "UseFIPS";
    public const string UseDualStack = "UseDualStack";

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[Configured] is string { Length: > 0 } configured)
            return new Endpoint(configured);

        var region = RegionEndpoint.GetBySystemName((string)parameters[Region]);
        var isDualStack = parameters[UseDualStack] is true && region.PartitionName is ("aws" or "aws-us-gov");
        var suffix = isDualStack ? "api.aws" : region.PartitionDnsSuffix;
        return new Endpoint($"https://{prefix}{(parameters[UseFips] is true ? "-fips" : "")}.{region.SystemName}.{suffix}");
    }
}
