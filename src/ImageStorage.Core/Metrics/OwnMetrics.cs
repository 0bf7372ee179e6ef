namespace ImageStorage.Metrics;

/// <summary>The metrics that this product sends to CloudWatch. The alarms and the dashboard of terraform/ read them by these names.</summary>
internal static class OwnMetrics
{
    public const string Namespace = "ImageStorage";

    /// <summary>The dimension of all metrics, which separates two stacks in one account.</summary>
    public const string Dimension = "BucketName";

    /// <summary>The second dimension of metrics that are also kept for each instance.</summary>
    public const string InstanceDimension = "InstanceId";

    /// <summary>Uploads that succeeded or failed, each counted once with its retries.</summary>
    public const string UploadAttempts = "UploadAttempts";

    /// <summary>Uploads that failed after all retries.</summary>
    public const string UploadFailures = "UploadFailures";

    /// <summary>Round trips through the bucket, one at the start of each instance.</summary>
    public const string StartCanaries = "StartCanaries";

    /// <summary>Start canaries that failed.</summary>
    public const string StartCanaryFailures = "StartCanaryFailures";

    public const string BytesStored = "BytesStored";

    public const string BytesSaved = "BytesSaved";

    /// <summary>In milliseconds, of every user-visible operation that ended.</summary>
    public const string OperationDuration = "OperationDuration";
}
