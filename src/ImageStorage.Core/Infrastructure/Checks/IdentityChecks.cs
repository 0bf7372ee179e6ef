using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>Who asks: without credentials that AWS knows, little else can be found out.</summary>
/// <param name="client">Asks.</param>
/// <param name="otherStore">A store that only speaks S3, and that knows no callers; null for AWS.</param>
/// <param name="calls">Tries again.</param>
internal sealed class IdentityChecks(Lazy<IAmazonSecurityTokenService> client, Uri? otherStore, CheckCalls calls) : ICheckFamily
{
    private const string Expected = "known to AWS";

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop) =>
        request.Expectations is { BucketName: null, IsWholeStack: false }
            ? [Check.Skipped(CheckNames.CallerIdentity, CheckArea.Identity, "Nothing here is on AWS: no bucket is configured.")]
            : otherStore is null
                ? [new(CheckNames.CallerIdentity, CheckArea.Identity, WhoAsync)]
                :
                [
                    Check.Skipped(
                        CheckNames.CallerIdentity, CheckArea.Identity,
                        $"The store at {otherStore} is not AWS's and has no service that identifies callers."),
                ];

    private async Task<Finding> WhoAsync(CancellationToken cancellationToken)
    {
        try
        {
            var answer = await calls.AskAsync(
                "sts:GetCallerIdentity",
                "caller",
                token => client.Value.GetCallerIdentityAsync(new GetCallerIdentityRequest(), token),
                cancellationToken).ConfigureAwait(false);
            return Finding.Passed(Expected, answer!.Arn, $"The caller is {answer.Arn} of account {answer.Account}.");
        }
        catch (CheckNotMadeException exception)
            when (exception.InnerException is ImageStorageException { Error: ImageStorageError.CredentialsNotFound } known)
        {
            return Finding.Failed(
                Expected, null, known.Message, "Sign in with `aws sso login` or `aws configure`, or name a profile with -ProfileName.");
        }
    }
}
