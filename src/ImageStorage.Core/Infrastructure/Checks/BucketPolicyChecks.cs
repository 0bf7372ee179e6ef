using System.Text.RegularExpressions;
using Amazon.S3;
using Amazon.S3.Model;
using ImageStorage.Infrastructure.Policies;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The bucket's policy: nothing without TLS, and no reader but the distribution.</summary>
internal sealed class BucketPolicyChecks(Lazy<IAmazonS3> client, CheckCalls calls) : ICheckFamily
{
    private const string CloudFront = "Service:cloudfront.amazonaws.com";
    private const string SourceArn = "aws:sourcearn";
    private const string Remedy = "Run terraform apply, which sets the bucket policy again.";

    // With permission to list, S3 answers CloudFront that an object is not there rather than that it is forbidden.
    private static readonly string[] ReaderActions = ["s3:getobject", "s3:listbucket"];

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop)
    {
        if (request.Expectations.BucketName is not { } bucket)
            return NoBucket.Checks(request, CheckNames.BucketPolicy);

        var policy = new Reading<PolicyDocument?>(token => ReadAsync(bucket, token), stop);
        return
        [
            new(CheckNames.BucketTlsOnly, CheckArea.Storage, async token => TlsOnly(bucket, await policy.GetAsync(token).ConfigureAwait(false))),
            request.Expectations.DistributionId is { } distribution
                ? new(
                    CheckNames.BucketReaders,
                    CheckArea.Storage,
                    async token => Readers(bucket, distribution, await policy.GetAsync(token).ConfigureAwait(false)))
                : Check.NotNamed(
                    request, CheckNames.BucketReaders, CheckArea.Storage, "Which distribution may read the bucket is not known.",
                    "Give -DistributionId or -TerraformOutput."),
        ];
    }

    private async Task<PolicyDocument?> ReadAsync(string bucket, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "s3:GetBucketPolicy",
            bucket,
            token => client.Value.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = bucket }, token),
            cancellationToken,
            "NoSuchBucketPolicy").ConfigureAwait(false);
        return string.IsNullOrEmpty(answer?.Policy) ? null : PolicyDocument.Parse(answer.Policy);
    }

    private static Finding TlsOnly(string bucket, PolicyDocument? policy)
    {
        const string Expected = "requests without TLS denied";
        var insecure = new Dictionary<string, string> { ["aws:securetransport"] = "false" };
        PolicyRequest[] requests =
        [
            new($"s3:GetObject", $"arn:aws:s3:::{bucket}/{ObjectKey.Prefix}probe.webp") { Context = insecure },
            new($"s3:PutObject", $"arn:aws:s3:::{bucket}/{ObjectKey.Prefix}probe.webp") { Context = insecure },
            new($"s3:ListBucket", $"arn:aws:s3:::{bucket}") { Context = insecure },
        ];
        var everybody = policy is null
            ? null
            : new PolicyDocument(
                [.. policy.Statements.Where(statement => !statement.HasNotPrincipal && statement.Principals.Contains("*"))]);
        string[] open = [.. requests.Where(request => everybody?.Denies(request) is not true).Select(request => request.Action)];
        return open.Length == 0
            ? Finding.Passed(Expected, Expected, $"The policy of the bucket '{bucket}' denies every request without TLS.")
            : Finding.Failed(
                Expected, policy is null ? "no policy" : "not denied: " + string.Join(", ", open),
                $"The bucket '{bucket}' may be asked without TLS.", Remedy);
    }

    private static Finding Readers(string bucket, string distribution, PolicyDocument? policy)
    {
        var expected = $"CloudFront distribution {distribution} alone";
        // With one colon as moto_server has it, which cannot be anybody else's either.
        var isTheDistribution = new Regex(
            $"^arn:aws[a-z-]*:cloudfront::?[0-9]{{12}}:distribution/{Regex.Escape(distribution)}$", RegexOptions.CultureInvariant);
        PolicyStatement[] allowed = [.. policy?.Statements.Where(statement => statement.IsAllow) ?? []];
        PolicyStatement[] own = [.. allowed.Where(IsForTheDistribution)];
        PolicyStatement[] others = [.. allowed.Except(own)];
        if (others.Length > 0)
        {
            var whom = string.Join(", ", others.SelectMany(statement => statement.Principals.DefaultIfEmpty("not named")).Distinct());
            var statements = string.Join(", ", others.Select(other => other.ToString()));
            return Finding.Failed(
                expected, $"also {whom}", $"The policy of the bucket '{bucket}' lets in others by the statement {statements}: {whom}.", Remedy);
        }

        var probe = new PolicyRequest("s3:GetObject", $"arn:aws:s3:::{bucket}/{ObjectKey.Prefix}probe.webp");
        return own.Any(statement => statement.Covers(probe, whenUnknown: true))
            ? Finding.Passed(
                expected, expected, $"The policy of the bucket '{bucket}' lets the distribution {distribution} read, and nobody else.")
            : Finding.Failed(
                expected, "nobody",
                $"The policy of the bucket '{bucket}' does not let the distribution {distribution} read '{ObjectKey.Prefix}'.", Remedy);

        bool IsForTheDistribution(PolicyStatement statement) =>
            statement is { HasNotPrincipal: false, NotActions.Count: 0, NotResources.Count: 0 }
            && statement.Principals is [CloudFront]
            && statement.Actions.All(ReaderActions.Contains)
            && statement.Conditions.Any(condition =>
                condition.Key == SourceArn && condition.IsExact && condition.Values.All(value => isTheDistribution.IsMatch(value)));
    }
}
