namespace ImageStorage.Metrics;

/// <summary>The metrics that this product sends to CloudWatch. The alarms and the dashboard of terraform/ read them by these names.</summary>
internal static class OwnMetrics
{
    public const string Namespace = "ImageStorage";

    /// <summary>The dimension of all: two stacks in one account do not count for each other.</summary>
    public const string Dimension = "BucketName";

    /// <summary>The second dimension of what is also kept for each instance.</summary>
    public const string InstanceDimension = "InstanceId";

    /// <summary>Uploads that ended, well or not; one upload with its retries is one.</summary>
    public const string UploadAttempts = "UploadAttempts";

    /// <summary>Those of them that failed for good, after all retries.</summary>
    public const string UploadFailures = "UploadFailures";

    /// <summary>Round trips through the bucket, one at the start of each instance.</summary>
    public const string StartCanaries = "StartCanaries";

    /// <summary>Those of them that failed.</summary>
    public const string StartCanaryFailures = "StartCanaryFailures";

    public const string BytesStored = "BytesStored";

    public const string BytesSaved = "BytesSaved";

    /// <summary>In milliseconds, of every user-visible operation that ended.</summary>
    public const string OperationDuration = "OperationDuration";
}
