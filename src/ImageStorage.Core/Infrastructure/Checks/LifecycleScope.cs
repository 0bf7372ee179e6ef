using Amazon.S3.Model;
using ImageStorage.Objects;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>Which objects a lifecycle rule is about, whichever of the ways to say it the rule uses.</summary>
internal sealed class LifecycleScope
{
    /// <summary>
    /// What S3 leaves in its class unless a rule names a size:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html
    /// </summary>
    private const long DefaultMovesAbove = (128 * 1024) - 1;

    private readonly long? _largerThan;
    private readonly long? _smallerThan;
    private readonly string? _prefix;

    public LifecycleScope(LifecycleRule rule)
    {
        // The client reports what it has read as predicates, and only those.
        var predicates = rule.Filter?.LifecycleFilterPredicate switch
        {
            LifecycleAndOperator both => both.Operands ?? [],
            null => [],
            var one => [one],
        };
        // AWS accepts no conjunction of one: an endpoint that returns such a one has left something out.
        IsComplete = rule.Filter?.LifecycleFilterPredicate is not LifecycleAndOperator || predicates.Count > 1;
        _prefix = predicates.OfType<LifecyclePrefixPredicate>().FirstOrDefault()?.Prefix ?? rule.Filter?.Prefix ?? OldPrefix(rule);
        _largerThan = predicates.OfType<LifecycleObjectSizeGreaterThanPredicate>().FirstOrDefault()?.ObjectSizeGreaterThan;
        _smallerThan = predicates.OfType<LifecycleObjectSizeLessThanPredicate>().FirstOrDefault()?.ObjectSizeLessThan;
        Tags = [.. predicates.OfType<LifecycleTagPredicate>().Select(predicate => (predicate.Tag.Key, predicate.Tag.Value))];
    }

    public IReadOnlyList<(string Key, string Value)> Tags { get; }

    /// <summary>False when the endpoint left out a part of the filter.</summary>
    public bool IsComplete { get; }

    /// <summary>True when it is about all of the trash and nothing else, whatever its tags are.</summary>
    public bool IsTrash => _prefix == TrashRule.Prefix && Tags.Count == 0 && HasNoSizes;

    /// <summary>True when no picture is left out by its key.</summary>
    public bool CoversImages =>
        _smallerThan is null && (string.IsNullOrEmpty(_prefix) || ObjectKey.Prefix.StartsWith(_prefix, StringComparison.Ordinal));

    /// <summary>True when no picture has such a key: a rule for something else in the bucket.</summary>
    public bool LeavesImagesOut => !string.IsNullOrEmpty(_prefix)
        && !ObjectKey.Prefix.StartsWith(_prefix, StringComparison.Ordinal) && !_prefix.StartsWith(ObjectKey.Prefix, StringComparison.Ordinal);

    public bool HasNoSizes => _largerThan is null or 0 && _smallerThan is null;

    /// <summary>A transition of the rule moves objects of more than so many bytes.</summary>
    public long MovesAbove => _largerThan ?? DefaultMovesAbove;

#pragma warning disable CS0618 // Rules that were made before there were filters still have it.
    private static string? OldPrefix(LifecycleRule rule) => rule.Prefix;
#pragma warning restore CS0618
}
