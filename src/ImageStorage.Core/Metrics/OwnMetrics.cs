namespace ImageStorage.Metrics;

/// <summary>The metrics that this product sends to CloudWatch. The alarms and the dashboard of terraform/ read them by these names.</summary>
internal static class OwnMetrics
{
    public const string Namespace = "ImageStorage";

    /// <summary>The only dimension: two stacks in one account do not count for each other.</summary>
    public const string Dimension = "BucketName";

    /// <summary>Uploads that ended, well or not; one upload with its retries is one.</summary>
    public const string UploadAttempts = "UploadAttempts";

    /// <summary>Those of them that failed for good, after all retries.</summary>
    public const string UploadFailures = "UploadFailures";

    public const string BytesStored = "BytesStored";

    public const string BytesSaved = "BytesSaved";

    /// <summary>In milliseconds, of every user-visible operation that ended.</summary>
    public const string OperationDuration = "OperationDuration";
}
