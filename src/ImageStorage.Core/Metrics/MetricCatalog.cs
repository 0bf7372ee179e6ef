using static ImageStorage.MetricSource;
using static ImageStorage.MetricStatistic;

namespace ImageStorage.Metrics;

/// <summary>The metrics that can be read.</summary>
internal static class MetricCatalog
{
    private const string Storage = "AWS/S3";
    private const string Distribution = "AWS/CloudFront";
    private const string Group = "AWS/AutoScaling";

    /// <summary>The filter over the whole bucket, as terraform/ names it.</summary>
    private const string WholeBucket = "EntireBucket";

    /// <summary>https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html</summary>
    private static readonly string[] Classes =
    [
        "StandardStorage", "StandardIAStorage", "GlacierInstantRetrievalStorage", "OneZoneIAStorage", "IntelligentTieringFAStorage",
        "IntelligentTieringIAStorage", "IntelligentTieringAIAStorage", "GlacierStorage", "DeepArchiveStorage",
    ];

    public static readonly IReadOnlyList<MetricDefinition> All =
    [
        new(S3, Storage, "BucketSizeBytes", "Bytes", Average) { IsDaily = true, StorageTypes = Classes },
        new(S3, Storage, "NumberOfObjects", "Count", Average) { IsDaily = true, StorageTypes = ["AllStorageTypes"] },
        Requests("AllRequests", "Count", Sum),
        Requests("GetRequests", "Count", Sum),
        Requests("PutRequests", "Count", Sum),
        Requests("4xxErrors", "Count", Sum),
        Requests("5xxErrors", "Count", Sum),
        Requests("BytesDownloaded", "Bytes", Sum),
        Requests("BytesUploaded", "Bytes", Sum),
        Requests("FirstByteLatency", "Milliseconds", Average),
        Requests("TotalRequestLatency", "Milliseconds", Average),

        new(CloudFront, Distribution, "Requests", "Count", Sum),
        new(CloudFront, Distribution, "BytesDownloaded", "Bytes", Sum),
        new(CloudFront, Distribution, "CacheHitRate", "Percent", Average),
        new(CloudFront, Distribution, "4xxErrorRate", "Percent", Average),
        new(CloudFront, Distribution, "5xxErrorRate", "Percent", Average),

        new(AutoScaling, Group, "GroupMinSize", "Count", Average),
        new(AutoScaling, Group, "GroupMaxSize", "Count", Average),
        new(AutoScaling, Group, "GroupDesiredCapacity", "Count", Average),
        new(AutoScaling, Group, "GroupInServiceInstances", "Count", Average),
        new(AutoScaling, "AWS/EC2", "CPUUtilization", "Percent", Average),

        Own(OwnMetrics.UploadAttempts, "Count", Sum),
        Own(OwnMetrics.UploadFailures, "Count", Sum),
        Own(OwnMetrics.StartCanaries, "Count", Sum) with { IsPerInstance = true },
        Own(OwnMetrics.StartCanaryFailures, "Count", Sum) with { IsPerInstance = true },
        Own(OwnMetrics.BytesStored, "Bytes", Sum),
        Own(OwnMetrics.BytesSaved, "Bytes", Sum),
        Own(OwnMetrics.OperationDuration, "Milliseconds", Average),
    ];

    private static MetricDefinition Requests(string name, string unit, MetricStatistic statistic) =>
        new(S3, Storage, name, unit, statistic) { FilterId = WholeBucket };

    private static MetricDefinition Own(string name, string unit, MetricStatistic statistic) =>
        new(MetricSource.ImageStorage, OwnMetrics.Namespace, name, unit, statistic);
}
