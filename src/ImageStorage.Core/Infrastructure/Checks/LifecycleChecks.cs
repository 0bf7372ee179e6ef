using Amazon.S3;
using Amazon.S3.Model;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The bucket's lifecycle: when images tagged standard move and expire, that permanent ones do not, and what is tidied up.</summary>
internal sealed class LifecycleChecks(Lazy<IAmazonS3> client, CheckCalls calls) : ICheckFamily
{
    private const string Tag = "lifecycle";
    private const string Standard = "standard";
    private const string Remedy = "Run terraform apply, which sets the lifecycle again.";

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop)
    {
        var expected = request.Expectations;
        if (expected.BucketName is not { } bucket)
            return NoBucket.Checks(request, CheckNames.Lifecycle);

        var rules = new Reading<IReadOnlyList<LifecycleRule>>(token => ReadAsync(bucket, token), stop);
        return
        [
            Make(
                CheckNames.LifecycleStandardInfrequentAccess,
                all => Transition(all, S3StorageClass.StandardInfrequentAccess, expected.StandardInfrequentAccessDays)),
            Make(
                CheckNames.LifecycleGlacierInstantRetrieval,
                all => Transition(all, S3StorageClass.GlacierInstantRetrieval, expected.GlacierInstantRetrievalDays)),
            Make(CheckNames.LifecycleSmallImages, all => SmallImages(all, expected.TransitionAboveBytes)),
            Make(CheckNames.LifecycleExpiration, all => Expiration(all, expected.ExpirationDays)),
            Make(CheckNames.LifecyclePermanentImages, Permanent),
            Make(CheckNames.LifecycleNoncurrentVersions, all => Noncurrent(all, expected.NoncurrentVersionDays)),
            Make(CheckNames.LifecycleIncompleteUploads, all => IncompleteUploads(all, expected.AbortIncompleteUploadDays)),
            Make(CheckNames.LifecycleTrash, all => Trash(all, expected.NoncurrentVersionDays)),
        ];

        Check Make(string name, Func<IReadOnlyList<LifecycleRule>, Finding> judge) =>
            new(name, CheckArea.Storage, async token => judge(await rules.GetAsync(token).ConfigureAwait(false)));
    }

    private async Task<IReadOnlyList<LifecycleRule>> ReadAsync(string bucket, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "s3:GetLifecycleConfiguration",
            bucket,
            token => client.Value.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = bucket }, token),
            cancellationToken,
            "NoSuchLifecycleConfiguration").ConfigureAwait(false);
        if (answer?.Configuration?.Rules is not { Count: > 0 })
            await RequireBucketAsync(bucket, cancellationToken).ConfigureAwait(false);
        return [.. (answer?.Configuration?.Rules ?? []).Where(rule => rule.Status == LifecycleRuleStatus.Enabled)];
    }

    /// <summary>Some stores answer about a missing bucket as about one without a lifecycle, in which nothing would ever expire.</summary>
    private async Task RequireBucketAsync(string bucket, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "s3:GetBucketLocation",
            bucket,
            token => client.Value.GetBucketLocationAsync(new GetBucketLocationRequest { BucketName = bucket }, token),
            cancellationToken,
            "NoSuchBucket").ConfigureAwait(false);
        if (answer is null)
            throw CheckNotMadeException.Skipped("There is no such bucket.");
    }

    private static Finding Transition(IReadOnlyList<LifecycleRule> rules, S3StorageClass storageClass, int days)
    {
        var transitions = rules
            .Where(IsForStandard)
            .SelectMany(rule => rule.Transitions ?? [])
            .Where(transition => transition.StorageClass == storageClass);
        return Days($"Images tagged {Tag}={Standard}", $"move to {storageClass.Value}", days, transitions.Select(transition => transition.Days));
    }

    private static Finding SmallImages(IReadOnlyList<LifecycleRule> rules, long aboveBytes)
    {
        var expected = $"above {aboveBytes} bytes";
        LifecycleScope[] movers =
        [
            .. rules
                .Where(rule => IsForStandard(rule) && rule.Transitions is { Count: > 0 })
                .Select(rule => new LifecycleScope(rule)),
        ];
        if (movers.Length == 0)
            return Finding.Skipped($"No rule moves images tagged {Tag}={Standard}.");
        if (movers.Any(scope => !scope.IsComplete))
            return Finding.Skipped("The endpoint of 's3' does not implement all of a rule's filter.");

        var above = movers.Max(scope => scope.MovesAbove);
        return above <= aboveBytes
            ? Finding.Passed(expected, $"above {above} bytes", $"Images of more than {above} bytes move to another storage class.")
            : Finding.Failed(expected, $"above {above} bytes", $"Images of {above} bytes and less do not move to another storage class.", Remedy);
    }

    private static Finding Expiration(IReadOnlyList<LifecycleRule> rules, int days) => Days(
        $"Images tagged {Tag}={Standard}",
        "expire",
        days,
        rules
            .Where(rule => IsForStandard(rule) && Expires(rule) && new LifecycleScope(rule).HasNoSizes)
            .Select(rule => rule.Expiration.Days));

    private static Finding Permanent(IReadOnlyList<LifecycleRule> rules)
    {
        const string Expected = "never expire";
        LifecycleRule[] untagged = [.. rules.Where(Expires).Where(rule => !IsForStandard(rule) && !new LifecycleScope(rule).LeavesImagesOut)];
        var names = string.Join(", ", untagged.Select(rule => $"'{rule.Id}'"));
        return untagged.Length == 0
            ? Finding.Passed(Expected, Expected, "No rule expires images that are not tagged lifecycle=standard.")
            : Finding.Failed(
                Expected, "expire by " + names, $"The rule {names} expires images whatever their tag is, also permanent ones.", Remedy);
    }

    private static Finding Noncurrent(IReadOnlyList<LifecycleRule> rules, int? days)
    {
        int?[] found = [.. rules.Select(rule => rule.NoncurrentVersionExpiration?.NoncurrentDays).Where(value => value > 0)];
        return OptionalDays("Noncurrent versions", "expire", days, found);
    }

    /// <summary>The trash has the notes of deleted versions, and students' answers, so it expires when noncurrent versions do.</summary>
    private static Finding Trash(IReadOnlyList<LifecycleRule> rules, int? days) => OptionalDays(
        "What is in trash/",
        "expires",
        days,
        [.. rules.Where(rule => new LifecycleScope(rule).IsTrash).Select(rule => rule.Expiration?.Days).Where(value => value > 0)]);

    private static Finding IncompleteUploads(IReadOnlyList<LifecycleRule> rules, int days) => Days(
        "Incomplete uploads", "are aborted", days, rules.Where(IsForAll).Select(rule => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation));

    /// <summary>Any number of days passes when none is expected.</summary>
    private static Finding OptionalDays(string subject, string does, int? expected, int?[] found)
    {
        if (expected is not null || found.Length == 0)
            return Days(subject, does, expected ?? 0, found);
        return Finding.Passed(does, $"{does} after {found[0]} days", $"{subject} {does} after {found[0]} days.");
    }

    private static Finding Days(string subject, string does, int expected, IEnumerable<int?> found)
    {
        int[] days = [.. found.OfType<int>().Distinct().Order()];
        var wanted = expected > 0 ? $"{does} after {expected} days" : does;
        var actual = days.Length == 0 ? "never" : $"{does} after {string.Join(", ", days)} days";
        return days is [var only] && only == expected
            ? Finding.Passed(wanted, actual, $"{subject} {actual}.")
            : Finding.Failed(
                wanted,
                actual,
                days.Length == 0 ? $"{subject} never {does}; expected: after {expected} days." : $"{subject} {actual} instead of {expected}.",
                Remedy);
    }

    private static bool Expires(LifecycleRule rule) => rule.Expiration is { } expiration && (expiration.Days > 0 || expiration.Date is not null);

    /// <summary>True when it is about all objects tagged standard and no others: a prefix that leaves pictures out does not do.</summary>
    private static bool IsForStandard(LifecycleRule rule)
    {
        var scope = new LifecycleScope(rule);
        return scope.CoversImages && scope.Tags is [var tag] && tag == (Tag, Standard);
    }

    private static bool IsForAll(LifecycleRule rule)
    {
        var scope = new LifecycleScope(rule);
        return scope.CoversImages && scope.Tags.Count == 0;
    }
}
