using System.Globalization;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The distribution: that it is there, where it reads and how, and what it does with requests.</summary>
internal sealed class DistributionChecks(Lazy<IAmazonCloudFront> client, CheckCalls calls) : ICheckFamily
{
    private const string Remedy = "Run terraform apply, which sets it again.";

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop)
    {
        var expected = request.Expectations;
        if (expected.DistributionId is not { } id)
        {
            return CheckNames.Distribution.Select(name => Check.NotNamed(
                request, name, CheckArea.Cdn, "The distribution's id is not known.", "Give -DistributionId or -TerraformOutput.",
                isCalledFor: expected.DistributionDomain is not null));
        }

        var distribution = new Reading<Distribution>(token => ReadAsync(id, token), stop);
        var policy = new Reading<CachePolicyConfig>(
            async token => await ReadPolicyAsync(await distribution.GetAsync(token).ConfigureAwait(false), token).ConfigureAwait(false), stop);
        return
        [
            Make(CheckNames.DistributionDeployed, Deployed),
            Make(CheckNames.DistributionOrigin, found => Origin(found, expected.BucketName)),
            new(
                CheckNames.DistributionOriginAccess,
                CheckArea.Cdn,
                async token =>
                    await OriginAccessAsync(await distribution.GetAsync(token).ConfigureAwait(false), token).ConfigureAwait(false)),
            new(
                CheckNames.DistributionDefaultTimeToLive,
                CheckArea.Cdn,
                async token => TimeToLive(id, await policy.GetAsync(token).ConfigureAwait(false), expected.DefaultTimeToLive)),
            new(CheckNames.DistributionCacheKey, CheckArea.Cdn, async token => CacheKey(id, await policy.GetAsync(token).ConfigureAwait(false))),
            Make(CheckNames.DistributionHttpsOnly, found => HttpsOnly(found, expected.ViewerProtocolPolicy)),
            Make(CheckNames.DistributionTlsVersion, TlsVersion),
            Make(CheckNames.DistributionCompression, found => Finding.Compare(
                $"The distribution {id}", "compression", "on", Behavior(found).Compress is true ? "on" : "off", Remedy)),
        ];

        Check Make(string name, Func<Distribution, Finding> judge) =>
            new(name, CheckArea.Cdn, async token => judge(await distribution.GetAsync(token).ConfigureAwait(false)));
    }

    private async Task<Distribution> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "cloudfront:GetDistribution",
            id,
            token => client.Value.GetDistributionAsync(new GetDistributionRequest { Id = id }, token),
            cancellationToken,
            "NoSuchDistribution").ConfigureAwait(false);
        if (answer is null)
            return new Distribution { Id = id };
        return answer.Distribution?.DistributionConfig is null
            ? throw CheckNotMadeException.Unknown("CloudFront's answer does not include the distribution's settings.")
            : answer.Distribution;
    }

    private static Finding Deployed(Distribution distribution)
    {
        const string Expected = "Deployed, enabled";
        if (distribution.DistributionConfig is null)
        {
            return Finding.Failed(
                Expected, "none", $"There is no distribution {distribution.Id}.",
                "Check -DistributionId, or create the infrastructure with terraform apply.");
        }

        var actual = $"{distribution.Status}, {(distribution.DistributionConfig.Enabled is true ? "enabled" : "disabled")}";
        return (distribution.Status, distribution.DistributionConfig.Enabled) switch
        {
            ("Deployed", true) => Finding.Passed(Expected, actual, $"The distribution {distribution.Id} is deployed at {distribution.DomainName}."),
            ("InProgress", true) => Finding.Warning(
                Expected, actual, $"The distribution {distribution.Id} is being deployed.", "Wait some minutes and check again."),
            _ => Finding.Failed(Expected, actual, $"The distribution {distribution.Id} is {actual}.", Remedy),
        };
    }

    private static Finding Origin(Distribution distribution, string? bucket)
    {
        if (bucket is null)
            return Finding.Unknown("Which bucket the distribution should read is not known.", "Give -BucketName or -TerraformOutput.");

        var expected = $"{bucket}.s3";
        var origin = DefaultOrigin(distribution);
        return origin.DomainName?.StartsWith(expected + ".", StringComparison.Ordinal) is true
            ? Finding.Passed(expected, origin.DomainName, $"The distribution {distribution.Id} reads the bucket '{bucket}'.")
            : Finding.Failed(
                expected, origin.DomainName,
                $"The distribution {distribution.Id} reads {origin.DomainName} instead of the bucket '{bucket}'.", Remedy);
    }

    private async Task<Finding> OriginAccessAsync(Distribution distribution, CancellationToken cancellationToken)
    {
        const string Expected = "s3, sigv4, always";
        // CloudFront sends this member for every origin, empty when there is none.
        if (DefaultOrigin(distribution).OriginAccessControlId is not { } id)
            return Finding.Skipped("The endpoint of 'cloudfront' does not implement an origin's access control.");
        if (id.Length == 0)
            return Finding.Failed(Expected, "none", $"The distribution {distribution.Id} reads the bucket without an origin access control.", Remedy);

        var answer = await calls.AskAsync(
            "cloudfront:GetOriginAccessControl",
            id,
            token => client.Value.GetOriginAccessControlAsync(new GetOriginAccessControlRequest { Id = id }, token),
            cancellationToken,
            "NoSuchOriginAccessControl").ConfigureAwait(false);
        var config = answer?.OriginAccessControl?.OriginAccessControlConfig;
        var actual = config is null
            ? $"{id}, which is not there"
            : $"{config.OriginAccessControlOriginType}, {config.SigningProtocol}, {config.SigningBehavior}";
        return Finding.Compare($"The distribution {distribution.Id}", "origin access control", Expected, actual, Remedy);
    }

    private async Task<CachePolicyConfig> ReadPolicyAsync(Distribution distribution, CancellationToken cancellationToken)
    {
        if (Behavior(distribution).CachePolicyId is not { Length: > 0 } id)
            throw CheckNotMadeException.Unknown($"The distribution {distribution.Id} has no cache policy, but settings of an older kind.", Remedy);

        var answer = await calls.AskAsync(
            "cloudfront:GetCachePolicy",
            id,
            token => client.Value.GetCachePolicyAsync(new GetCachePolicyRequest { Id = id }, token),
            cancellationToken).ConfigureAwait(false);
        return answer!.CachePolicy?.CachePolicyConfig
            ?? throw CheckNotMadeException.Unknown("CloudFront's answer does not include the cache policy's settings.");
    }

    private static Finding TimeToLive(string id, CachePolicyConfig policy, TimeSpan expected) => Finding.Compare(
        $"The distribution {id}", "default time to live", Seconds(expected.TotalSeconds), Seconds(policy.DefaultTTL ?? 0), Remedy);

    private static Finding CacheKey(string id, CachePolicyConfig policy)
    {
        const string Expected = "v alone";
        var queries = policy.ParametersInCacheKeyAndForwardedToOrigin?.QueryStringsConfig;
        var actual = queries?.QueryStringBehavior switch
        {
            "whitelist" => queries.QueryStrings?.Items is ["v"] ? Expected : string.Join(", ", queries.QueryStrings?.Items ?? []),
            null => "none",
            var behavior => behavior,
        };
        var hasV = actual == "all" || (queries?.QueryStringBehavior == "whitelist" && queries.QueryStrings?.Items?.Contains("v") is true)
            || (actual == "allExcept" && queries!.QueryStrings?.Items?.Contains("v") is not true);
        return actual == Expected
            ? Finding.Passed(
                Expected, actual, $"The cache key of the distribution {id} has the query string v, which changes with a picture's bytes.")
            : hasV
                ? Finding.Warning(
                    Expected, actual,
                    $"The cache key of the distribution {id} has more query strings than v ({actual}), so that one picture is kept several times.",
                    Remedy)
                : Finding.Failed(
                    Expected, actual,
                    $"The cache key of the distribution {id} lacks the query string v ({actual}), so that a replaced picture is never seen.",
                    Remedy);
    }

    private static Finding HttpsOnly(Distribution distribution, string? expected)
    {
        var actual = Behavior(distribution).ViewerProtocolPolicy ?? "none";
        return actual == (expected ?? actual) && actual is "https-only" or "redirect-to-https"
            ? Finding.Passed(expected ?? actual, actual, $"The distribution {distribution.Id} serves over HTTPS alone ({actual}).")
            : Finding.Failed(
                expected ?? "https-only", actual, $"The distribution {distribution.Id} has the viewer protocol policy {actual}.", Remedy);
    }

    private static Finding TlsVersion(Distribution distribution)
    {
        const string Expected = "TLSv1.2 or newer";
        var certificate = Settings(distribution).ViewerCertificate;
        var actual = certificate?.MinimumProtocolVersion ?? "TLSv1";
        if (certificate?.CloudFrontDefaultCertificate is true)
        {
            return Finding.Warning(
                Expected, actual,
                $"The distribution {distribution.Id} has CloudFront's own certificate, with which AWS accepts TLS below 1.2; that cannot be changed.",
                "Give image_domain_names and image_certificate_arn to terraform.");
        }

        var version = actual.StartsWith("TLSv", StringComparison.Ordinal) ? actual[4..].Split('_')[0] : "0";
        return decimal.TryParse(version, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 1.2m
            ? Finding.Passed(Expected, actual, $"The distribution {distribution.Id} demands {actual}.")
            : Finding.Failed(Expected, actual, $"The distribution {distribution.Id} accepts {actual}.", Remedy);
    }

    private static DistributionConfig Settings(Distribution distribution) =>
        distribution.DistributionConfig ?? throw CheckNotMadeException.Skipped($"There is no distribution {distribution.Id}.");

    private static DefaultCacheBehavior Behavior(Distribution distribution) =>
        Settings(distribution).DefaultCacheBehavior
        ?? throw CheckNotMadeException.Unknown("CloudFront's answer does not include the default cache behaviour.");

    private static Origin DefaultOrigin(Distribution distribution)
    {
        var target = Behavior(distribution).TargetOriginId;
        return Settings(distribution).Origins?.Items?.FirstOrDefault(origin => origin.Id == target)
            ?? throw CheckNotMadeException.Unknown("CloudFront's answer does not include the origin of the default cache behaviour.");
    }

    private static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s");
}
