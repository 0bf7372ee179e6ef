using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace ImageStorage.Aws.Protocol;

/// <summary>The station of the SDK's pipeline that chooses how a request is signed: signature version 4, always.</summary>
internal sealed class SigV4SchemeResolver : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}
