using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace ImageStorage.Aws;

/// <summary>
/// The credentials of the SDK's own chain, or of one profile, looked up when they are first needed. A failure to find them is
/// reported as <see cref="ImageStorageError.CredentialsNotFound"/>, not as a failing store.
/// </summary>
internal sealed class ResolvedCredentials(string? profileName, IClientConfig config) : AWSCredentials
{
    // One for the process, because it caches and refreshes the credentials.
    private static readonly DefaultAWSCredentialsIdentityResolver Chain = new();

    private AWSCredentials? _profile;

    public override ImmutableCredentials GetCredentials()
    {
        try
        {
            return Source().GetCredentials();
        }
        catch (Exception exception) when (exception is not ImageStorageException)
        {
            throw NotFound(exception);
        }
    }

    public override async Task<ImmutableCredentials> GetCredentialsAsync()
    {
        try
        {
            var source = profileName is null
                ? await Chain.ResolveIdentityAsync(config, CancellationToken.None).ConfigureAwait(false)
                : Profile(profileName);
            return await source.GetCredentialsAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not ImageStorageException)
        {
            throw NotFound(exception);
        }
    }

    private AWSCredentials Source() => profileName is null ? Chain.ResolveIdentity(config) : Profile(profileName);

    private AWSCredentials Profile(string name)
    {
        if (_profile is not null)
            return _profile;

        if (!new CredentialProfileStoreChain().TryGetAWSCredentials(name, out var credentials))
        {
            throw new ImageStorageException(
                ImageStorageError.CredentialsNotFound,
                $"There is no AWS profile '{name}' with credentials on this machine. Run `aws configure list-profiles` to list the existing "
                + "ones, and check the spelling.");
        }

        // The SDK must not open a browser here; the user signs in with `aws sso login`.
        if (credentials is SSOAWSCredentials singleSignOn)
        {
            singleSignOn.Options.ClientName = "ImageStorage";
            singleSignOn.Options.SupportsGettingNewToken = false;
        }

        return _profile = credentials;
    }

    private ImageStorageException NotFound(Exception exception) => new(
        ImageStorageError.CredentialsNotFound,
        profileName is null
            ? "No AWS credentials were found. Sign in with `aws sso login` or `aws configure`, or name a profile with -ProfileName."
            : _profile is SSOAWSCredentials
                ? $"The AWS profile '{profileName}' gave no credentials. Sign in again with `aws sso login --profile {profileName}`."
                : $"The AWS profile '{profileName}' gave no credentials. Check its settings with `aws configure list --profile {profileName}`.",
        exception);
}
