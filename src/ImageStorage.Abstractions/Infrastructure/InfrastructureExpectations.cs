namespace ImageStorage;

/// <summary>
/// What should be there: the names of the parts, and the values of their settings where they differ from the defaults of terraform/. A name that
/// is null is not known, and the checks that need it are skipped and say so.
/// </summary>
public sealed record InfrastructureExpectations
{
    /// <summary>The bucket.</summary>
    public string? BucketName { get; init; }

    /// <summary>The distribution's id.</summary>
    public string? DistributionId { get; init; }

    /// <summary>The distribution's domain name, without a scheme.</summary>
    public string? DistributionDomain { get; init; }

    /// <summary>The instances' role.</summary>
    public string? RoleName { get; init; }

    /// <summary>The Auto Scaling group.</summary>
    public string? GroupName { get; init; }

    /// <summary>The dashboard.</summary>
    public string? DashboardName { get; init; }

    /// <summary>The alarms by what they watch.</summary>
    public AlarmNames Alarms { get; init; } = new();

    /// <summary>Days until an image moves to Standard-IA.</summary>
    public int StandardInfrequentAccessDays { get; init; } = 90;

    /// <summary>Days until an image moves to Glacier Instant Retrieval.</summary>
    public int GlacierInstantRetrievalDays { get; init; } = 270;

    /// <summary>Days until an image tagged standard expires.</summary>
    public int ExpirationDays { get; init; } = 635;

    /// <summary>Days until the parts of an incomplete upload are removed.</summary>
    public int AbortIncompleteUploadDays { get; init; } = 7;

    /// <summary>The distribution's default time to live.</summary>
    public TimeSpan DefaultTimeToLive { get; init; } = TimeSpan.FromSeconds(86400);

    /// <summary>The origins that may read across sites; empty when there should be no such rule; null when any is fine.</summary>
    public IReadOnlyList<string>? CorsOrigins { get; init; }

    /// <summary>The bucket's quota in bytes; null when it is not known.</summary>
    public long? QuotaBytes { get; init; }
}
