namespace ImageStorage;

/// <summary>
/// The expected infrastructure: the names of its parts, and the values of settings that differ from the defaults of terraform/. A name that
/// is null is not known; the checks that need it say so.
/// </summary>
public sealed record InfrastructureExpectations
{
    /// <summary>
    /// True when the outputs of a stack gave these names: one that is missing then is <see cref="CheckStatus.Unknown"/>, where otherwise the
    /// part is taken as not configured.
    /// </summary>
    public bool IsWholeStack { get; init; }

    /// <summary>The region of the bucket and the group; null for the configured one.</summary>
    public string? Region { get; init; }

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
    public AlarmExpectations Alarms { get; init; } = new();

    /// <summary>Days until an image moves to Standard-IA.</summary>
    public int StandardInfrequentAccessDays { get; init; } = 90;

    /// <summary>Days until an image moves to Glacier Instant Retrieval.</summary>
    public int GlacierInstantRetrievalDays { get; init; } = 270;

    /// <summary>Days until an image tagged standard expires.</summary>
    public int ExpirationDays { get; init; } = 635;

    /// <summary>
    /// Images of more than this many bytes move to another storage class; S3 leaves those below 128 KiB where they are unless a rule says otherwise.
    /// </summary>
    public long TransitionAboveBytes { get; init; } = 1;

    /// <summary>Days until a replaced or deleted image is deleted permanently; null when any number is accepted.</summary>
    public int? NoncurrentVersionDays { get; init; }

    /// <summary>Days until the parts of an incomplete upload are removed.</summary>
    public int AbortIncompleteUploadDays { get; init; } = 7;

    /// <summary>The distribution's default time to live.</summary>
    public TimeSpan DefaultTimeToLive { get; init; } = TimeSpan.FromSeconds(86400);

    /// <summary>The allowed CORS origins; empty when there should be no CORS rule; null when any are accepted.</summary>
    public IReadOnlyList<string>? CorsOrigins { get; init; }

    /// <summary>The bucket's quota in bytes; null when it is not known.</summary>
    public long? QuotaBytes { get; init; }

    /// <summary>CloudFront's answer to plain HTTP, <c>https-only</c> or <c>redirect-to-https</c>; null when either is accepted.</summary>
    public string? ViewerProtocolPolicy { get; init; }

    /// <summary>The titles of the dashboard's widgets; null when any widgets are accepted.</summary>
    public IReadOnlyList<string>? WidgetTitles { get; init; }

    /// <summary>The models that the role must be able to invoke; empty for the configured one.</summary>
    public IReadOnlyList<string> ModelIds { get; init; } = [];

    /// <summary>The region of the models; null for the configured one.</summary>
    public string? BedrockRegion { get; init; }

    /// <summary>The inference profiles that models are invoked through, by model id; other models are invoked directly.</summary>
    public IReadOnlyDictionary<string, ModelProfile> ModelProfiles { get; init; } = new Dictionary<string, ModelProfile>();

    /// <summary>Where the records are, <c>mongodb</c> or <c>dynamodb</c>; null when it is not known.</summary>
    public string? RecordStore { get; init; }

    /// <summary>The SSM parameter that holds MongoDB's connection string; null when DynamoDB keeps the records, or it is not known.</summary>
    public string? MongoUriParameter { get; init; }

    /// <summary>The DynamoDB table of the records; null for none.</summary>
    public string? TableName { get; init; }

    /// <summary>The smallest number of instances; null when any is accepted.</summary>
    public int? MinInstances { get; init; }

    /// <summary>The largest number of instances; null when any is accepted.</summary>
    public int? MaxInstances { get; init; }

    /// <summary>The target CPU use of the group, in percent.</summary>
    public double CpuTargetPercent { get; init; } = 70;
}
