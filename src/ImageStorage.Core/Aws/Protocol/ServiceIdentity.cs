using Amazon.Runtime.Internal;

namespace ImageStorage.Aws.Protocol;

/// <summary>A service's names in the SDK's telemetry and user agent.</summary>
internal sealed class ServiceIdentity(string serviceId) : IServiceMetadata
{
    public string ServiceId { get; } = serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
