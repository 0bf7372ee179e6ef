using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace ImageStorage.Aws.Protocol;

/// <summary>The configuration of a client that runs in the SDK's core without an SDK package of its own.</summary>
internal abstract class ServiceClientConfig : ClientConfig
{
    // The SDK looks up the mode in the user's AWS configuration; these clients have the same values in all modes.
    private static readonly IDefaultConfiguration[] Defaults =
    [
        .. Enum.GetValues<DefaultConfigurationMode>()
            .Select(mode => new DefaultConfiguration { Name = mode, RetryMode = RequestRetryMode.Standard }),
    ];

    private readonly string _userAgent;

    /// <param name="serviceId">
    /// The service's AWS name, from which <c>AWS_ENDPOINT_URL_*</c> and the key in the shared configuration file are derived.
    /// </param>
    /// <param name="endpointPrefix">The first label of the host name.</param>
    /// <param name="signingName">The service in the scope of the signature.</param>
    /// <param name="version">The version of the service's API.</param>
    /// <param name="global">The endpoint of a global service; null for a regional one.</param>
    protected ServiceClientConfig(string serviceId, string endpointPrefix, string signingName, string version, GlobalEndpointProvider? global = null)
        : base(new DefaultConfigurationProvider(Defaults))
    {
        ServiceId = serviceId;
        AuthenticationServiceName = signingName;
        RegionEndpointServiceName = endpointPrefix;
        ServiceVersion = version;
        EndpointProvider = global is null ? new RegionalEndpointProvider(endpointPrefix) : global;
        _userAgent = InternalSDKUtils.BuildUserAgentString(serviceId, typeof(ServiceClientConfig).Assembly.GetName().Version!.ToString(3));
    }

    public override string RegionEndpointServiceName { get; }

    public override string ServiceVersion { get; }

    public override string UserAgent => _userAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(RegionalEndpointResolver.Parameters(this));
}
