using ImageStorage.Metrics;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The alarms as terraform/ makes them.</summary>
internal static class AlarmRules
{
    public static readonly AlarmRule UploadFailures = new(CheckNames.AlarmUploadFailures, "failed uploads")
    {
        ComparisonOperator = "GreaterThanThreshold",
        Threshold = 5,
        Period = 300,
        TreatMissingData = "notBreaching",
        Namespace = OwnMetrics.Namespace,
        Metrics = [OwnMetrics.UploadAttempts, OwnMetrics.UploadFailures],
    };

    public static readonly AlarmRule CacheHitRatio = new(CheckNames.AlarmCacheHitRatio, "cache hits")
    {
        ComparisonOperator = "LessThanThreshold",
        Threshold = 70,
        Period = 900,
        EvaluationPeriods = 4,
        DatapointsToAlarm = 3,
        TreatMissingData = "notBreaching",
        Namespace = "AWS/CloudFront",
        Metrics = ["CacheHitRate"],
        IsAtTheEdge = true,
    };

    public static readonly AlarmRule BucketQuota = new(CheckNames.AlarmBucketQuota, "the bucket's quota")
    {
        ComparisonOperator = "GreaterThanThreshold",
        Threshold = 80,
        Period = 86400,
        TreatMissingData = "ignore",
        Namespace = "AWS/S3",
        Metrics = ["BucketSizeBytes"],
    };

    public static readonly AlarmRule ClientErrorRate = new(CheckNames.AlarmClientErrorRate, "4xx answers")
    {
        ComparisonOperator = "GreaterThanThreshold",
        Threshold = 10,
        Period = 300,
        EvaluationPeriods = 3,
        DatapointsToAlarm = 2,
        TreatMissingData = "notBreaching",
        Namespace = "AWS/CloudFront",
        Metrics = ["4xxErrorRate"],
        IsAtTheEdge = true,
    };
}
