using Amazon;
using Amazon.Runtime.Endpoints;

namespace ImageStorage.Aws.Protocol;

/// <summary>
/// The configured endpoint, or that of a service with one endpoint for all regions of a partition: <c>https://iam.amazonaws.com</c>.
/// </summary>
/// <param name="prefix">The first label of the host name.</param>
/// <param name="regionInChina">The region of China's partition that the service is in.</param>
internal sealed class GlobalEndpointProvider(string prefix, string regionInChina) : IEndpointProvider
{
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        if (parameters[RegionalEndpointProvider.Configured] is string { Length: > 0 } configured)
            return new Endpoint(configured);

        var region = RegionEndpoint.GetBySystemName((string)parameters[RegionalEndpointProvider.Region]);
        var host = prefix + (parameters[RegionalEndpointProvider.UseFips] is true ? "-fips" : "");
        return new Endpoint("https://" + region.PartitionName switch
        {
            "aws" when parameters[RegionalEndpointProvider.UseDualStack] is true => $"{host}.global.api.aws",
            "aws" => $"{host}.{region.PartitionDnsSuffix}",
            "aws-us-gov" => $"{host}.us-gov.{region.PartitionDnsSuffix}",
            _ => $"{host}.{SigningRegion(region)}.{region.PartitionDnsSuffix}",
        });
    }

    /// <summary>The region that requests are signed for, independent of the caller's.</summary>
    public string SigningRegion(RegionEndpoint region) => region.PartitionName switch
    {
        "aws" => "us-east-1",
        "aws-us-gov" => "us-gov-west-1",
        "aws-cn" => regionInChina,
        _ => region.SystemName,
    };
}
