namespace ImageStorage;

/// <summary>Where metrics come from.</summary>
public enum MetricSource
{
    /// <summary>The bucket: size, objects, requests, errors, latency.</summary>
    S3,

    /// <summary>The distribution: requests, hit ratio, error rates; kept in us-east-1.</summary>
    CloudFront,

    /// <summary>The Auto Scaling group: instances, CPU.</summary>
    AutoScaling,

    /// <summary>This product's own counters.</summary>
    ImageStorage,
}
