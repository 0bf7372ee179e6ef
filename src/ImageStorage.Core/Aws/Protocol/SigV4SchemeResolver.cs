using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace ImageStorage.Aws.Protocol;

/// <summary>The handler in the SDK's pipeline that chooses how a request is signed: always with signature version 4.</summary>
internal sealed class SigV4SchemeResolver : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
}
