using Amazon.Runtime.Internal;

namespace ImageStorage.Aws.Protocol;

/// <summary>What the SDK's telemetry and user agent call a service.</summary>
internal sealed class ServiceIdentity(string serviceId) : IServiceMetadata
{
    public string ServiceId { get; } = serviceId;

    public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
}
