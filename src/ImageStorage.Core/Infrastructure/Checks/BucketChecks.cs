using Amazon.S3;
using Amazon.S3.Model;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The bucket's settings, but for its policy and its lifecycle.</summary>
internal sealed class BucketChecks(Lazy<IAmazonS3> client, string region, CheckCalls calls) : ICheckFamily
{
    private const string Gone = "none";
    private const string OriginsNotKnown = "Which origins may read across sites is not known.";
    private const string OriginsRemedy = "Give -TerraformOutput, whose output cors_origins lists them.";
    private const string Remedy = "Run terraform apply, which sets it again; or change it in the S3 console.";

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop)
    {
        var expected = request.Expectations;
        if (expected.BucketName is not { } bucket)
            return NoBucket.Checks(request, CheckNames.Bucket);

        var existence = new Reading<Finding>(token => ExistsAsync(bucket, token), stop);
        return
        [
            new(CheckNames.BucketExists, CheckArea.Storage, existence.GetAsync),
            Make(CheckNames.BucketVersioning, VersioningAsync),
            Make(CheckNames.BucketEncryption, EncryptionAsync),
            Make(CheckNames.BucketPublicAccess, PublicAccessAsync),
            Make(CheckNames.BucketOwnership, OwnershipAsync),
            Make(CheckNames.BucketCors, (name, token) => CorsAsync(name, expected, token)),
            Make(CheckNames.BucketRequestMetrics, RequestMetricsAsync),
        ];

        // Some stores answer about a missing bucket as about one without the setting.
        Check Make(string check, Func<string, CancellationToken, Task<Finding>> askAsync) => new(
            check,
            CheckArea.Storage,
            async token => await IsGoneAsync(existence, token).ConfigureAwait(false)
                ? Finding.Skipped("There is no such bucket.")
                : await askAsync(bucket, token).ConfigureAwait(false));
    }

    private async Task<Finding> ExistsAsync(string bucket, CancellationToken cancellationToken)
    {
        var expected = $"in {region}";
        var answer = await calls.AskAsync(
            "s3:GetBucketLocation",
            bucket,
            token => client.Value.GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = bucket }, token),
            cancellationToken,
            "NoSuchBucket").ConfigureAwait(false);
        if (answer is null)
        {
            return Finding.Failed(
                expected, Gone, $"There is no bucket '{bucket}'.",
                $"Check {SettingName.S3BucketName}, or create the infrastructure with terraform apply.");
        }

        // S3 names the first region with an empty value, and Ireland with the name that it had before.
        var actual = answer.Location?.Value switch
        {
            null or "" => "us-east-1",
            "EU" => "eu-west-1",
            var location => location,
        };
        return actual == region
            ? Finding.Passed(expected, $"in {actual}", $"The bucket '{bucket}' is in {actual}.")
            : Finding.Failed(
                expected, $"in {actual}", $"The bucket '{bucket}' is in {actual} instead of {region}.",
                $"Set {SettingName.AwsRegion} or -Region to {actual}.");
    }

    private static async Task<bool> IsGoneAsync(Reading<Finding> existence, CancellationToken cancellationToken)
    {
        try
        {
            return (await existence.GetAsync(cancellationToken).ConfigureAwait(false)).Actual == Gone;
        }
        catch (CheckNotMadeException)
        {
            return false;
        }
    }

    private async Task<Finding> VersioningAsync(string bucket, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "s3:GetBucketVersioning", bucket, token => client.Value.GetBucketVersioningAsync(bucket, token), cancellationToken).ConfigureAwait(false);
        return Finding.Compare($"The bucket '{bucket}'", "versioning", "Enabled", answer!.VersioningConfig?.Status?.Value ?? "Off", Remedy);
    }

    private async Task<Finding> EncryptionAsync(string bucket, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "s3:GetEncryptionConfiguration",
            bucket,
            token => client.Value.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = bucket }, token),
            cancellationToken,
            "ServerSideEncryptionConfigurationNotFoundError").ConfigureAwait(false);
        var rule = answer?.ServerSideEncryptionConfiguration?.ServerSideEncryptionRules?.FirstOrDefault()?.ServerSideEncryptionByDefault;
        return Finding.Compare(
            $"The bucket '{bucket}'", "default encryption", "AES256", rule?.ServerSideEncryptionAlgorithm?.Value ?? "none", Remedy);
    }

    private async Task<Finding> PublicAccessAsync(string bucket, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "s3:GetBucketPublicAccessBlock",
            bucket,
            token => client.Value.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = bucket }, token),
            cancellationToken,
            "NoSuchPublicAccessBlockConfiguration").ConfigureAwait(false);
        var block = answer?.PublicAccessBlockConfiguration;
        string[] open =
        [
            .. block?.BlockPublicAcls is true ? [] : new[] { "BlockPublicAcls" },
            .. block?.IgnorePublicAcls is true ? [] : new[] { "IgnorePublicAcls" },
            .. block?.BlockPublicPolicy is true ? [] : new[] { "BlockPublicPolicy" },
            .. block?.RestrictPublicBuckets is true ? [] : new[] { "RestrictPublicBuckets" },
        ];
        return open.Length == 0
            ? Finding.Passed("all four on", "all four on", $"All public access to the bucket '{bucket}' is blocked.")
            : Finding.Failed(
                "all four on", "off: " + string.Join(", ", open),
                $"Public access to the bucket '{bucket}' is not blocked by {string.Join(", ", open)}.", Remedy);
    }

    private async Task<Finding> OwnershipAsync(string bucket, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "s3:GetBucketOwnershipControls",
            bucket,
            token => client.Value.GetBucketOwnershipControlsAsync(new GetBucketOwnershipControlsRequest { BucketName = bucket }, token),
            cancellationToken,
            "OwnershipControlsNotFoundError").ConfigureAwait(false);
        var ownership = answer?.OwnershipControls?.Rules?.FirstOrDefault()?.ObjectOwnership?.Value;
        return Finding.Compare($"The bucket '{bucket}'", "object ownership", "BucketOwnerEnforced", ownership ?? "none", Remedy);
    }

    private async Task<Finding> CorsAsync(string bucket, InfrastructureExpectations expectations, CancellationToken cancellationToken)
    {
        if (expectations.CorsOrigins is not { } origins)
            return expectations.IsWholeStack ? Finding.Unknown(OriginsNotKnown, OriginsRemedy) : Finding.Skipped(OriginsNotKnown, OriginsRemedy);

        var answer = await calls.AskAsync(
            "s3:GetBucketCORS",
            bucket,
            token => client.Value.GetCORSConfigurationAsync(new GetCORSConfigurationRequest { BucketName = bucket }, token),
            cancellationToken,
            "NoSuchCORSConfiguration").ConfigureAwait(false);
        var rules = answer?.Configuration?.Rules ?? [];
        var expected = Describe(origins);
        var actual = Describe(rules.SelectMany(rule => rule.AllowedOrigins ?? []));
        string[] methods = [.. rules.SelectMany(rule => rule.AllowedMethods ?? []).Except(["GET", "HEAD"]).Distinct()];
        return methods.Length == 0
            ? Finding.Compare($"The bucket '{bucket}'", "CORS for the origins", expected, actual, Remedy)
            : Finding.Failed(
                expected + " with GET, HEAD", $"{actual} with {string.Join(", ", methods)} too",
                $"The bucket '{bucket}' lets other sites {string.Join(", ", methods)}.", Remedy);
    }

    private async Task<Finding> RequestMetricsAsync(string bucket, CancellationToken cancellationToken)
    {
        const string Expected = "a filter over the whole bucket";
        var listed = await calls.AskAsync(
            "s3:GetMetricsConfiguration",
            bucket,
            token => client.Value.ListBucketMetricsConfigurationsAsync(
                new ListBucketMetricsConfigurationsRequest { BucketName = bucket }, token),
            cancellationToken).ConfigureAwait(false);
        var filters = listed!.MetricsConfigurationList ?? [];
        if (filters.FirstOrDefault(filter => filter.MetricsFilter is null) is { } whole)
            return Finding.Passed(Expected, whole.MetricsId, $"The bucket '{bucket}' reports its requests as '{whole.MetricsId}'.");
        if (filters.Count == 0)
            await RequireMetricsAsync(bucket, cancellationToken).ConfigureAwait(false);

        return Finding.Failed(
            Expected, filters.Count == 0 ? "none" : string.Join(", ", filters.Select(filter => filter.MetricsId)),
            $"The bucket '{bucket}' reports no metrics of all its requests, so that errors and latency cannot be seen.", Remedy);
    }

    /// <summary>
    /// A store without metrics answers with a list of objects, which the client reads as no filters; only AWS reports a missing filter as missing.
    /// </summary>
    private async Task RequireMetricsAsync(string bucket, CancellationToken cancellationToken)
    {
        var probe = new GetBucketMetricsConfigurationRequest { BucketName = bucket, MetricsId = "imagestorage-probe" };
        var answer = await calls.AskAsync(
            "s3:GetMetricsConfiguration",
            bucket,
            token => client.Value.GetBucketMetricsConfigurationAsync(probe, token),
            cancellationToken,
            "NoSuchConfiguration").ConfigureAwait(false);
        if (answer is not null && answer.MetricsConfiguration?.MetricsId is null)
            throw CheckNotMadeException.Skipped("The endpoint of 's3' does not implement s3:GetMetricsConfiguration (NotImplemented).");
    }

    private static string Describe(IEnumerable<string> origins)
    {
        string[] sorted = [.. origins.Distinct().Order(StringComparer.Ordinal)];
        return sorted.Length == 0 ? "none" : string.Join(", ", sorted);
    }
}
