namespace ImageStorage;

/// <summary>The alarms by what they watch; null for one that is not known or should not be there.</summary>
public sealed record AlarmExpectations
{
    /// <summary>True when the outputs list the stack's alarms: one that the list lacks was turned off, and is not unknown.</summary>
    public bool AreListed { get; init; }

    /// <summary>Uploads that fail: more than 5 % within 5 minutes.</summary>
    public AlarmExpectation? UploadFailures { get; init; }

    /// <summary>CloudFront's hit ratio: less than 70 %. In us-east-1.</summary>
    public AlarmExpectation? CacheHitRatio { get; init; }

    /// <summary>The bucket's size: more than 80 % of its quota.</summary>
    public AlarmExpectation? BucketQuota { get; init; }

    /// <summary>CloudFront's 4xx rate: more than 10 %. In us-east-1.</summary>
    public AlarmExpectation? ClientErrorRate { get; init; }
}
