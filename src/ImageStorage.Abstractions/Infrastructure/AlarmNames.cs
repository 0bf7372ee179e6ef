namespace ImageStorage;

/// <summary>The alarms' names by what they watch; null where it is not known.</summary>
public sealed record AlarmNames
{
    /// <summary>Uploads that fail: more than 5 % within 5 minutes.</summary>
    public string? UploadFailures { get; init; }

    /// <summary>CloudFront's hit ratio: less than 70 %. In us-east-1.</summary>
    public string? CacheHitRatio { get; init; }

    /// <summary>The bucket's size: more than 80 % of its quota.</summary>
    public string? BucketQuota { get; init; }

    /// <summary>CloudFront's 4xx rate: more than 10 %. In us-east-1.</summary>
    public string? ClientErrorRate { get; init; }
}
