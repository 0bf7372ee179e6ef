namespace ImageStorage.Infrastructure.Checks;

/// <summary>The checks' names, a public contract: pipelines look for them.</summary>
internal static class CheckNames
{
    public const string CallerIdentity = "CallerIdentity";

    public const string ObjectsFolder = "ObjectsFolder";
    public const string BucketExists = "BucketExists";
    public const string BucketVersioning = "BucketVersioning";
    public const string BucketEncryption = "BucketEncryption";
    public const string BucketPublicAccess = "BucketPublicAccess";
    public const string BucketOwnership = "BucketOwnership";
    public const string BucketCors = "BucketCors";
    public const string BucketRequestMetrics = "BucketRequestMetrics";
    public const string BucketTlsOnly = "BucketTlsOnly";
    public const string BucketReaders = "BucketReaders";
    public const string LifecycleStandardInfrequentAccess = "LifecycleStandardInfrequentAccess";
    public const string LifecycleGlacierInstantRetrieval = "LifecycleGlacierInstantRetrieval";
    public const string LifecycleSmallImages = "LifecycleSmallImages";
    public const string LifecycleExpiration = "LifecycleExpiration";
    public const string LifecyclePermanentImages = "LifecyclePermanentImages";
    public const string LifecycleNoncurrentVersions = "LifecycleNoncurrentVersions";
    public const string LifecycleIncompleteUploads = "LifecycleIncompleteUploads";
    public const string LifecycleTrash = "LifecycleTrash";

    public const string DistributionDeployed = "DistributionDeployed";
    public const string DistributionOrigin = "DistributionOrigin";
    public const string DistributionOriginAccess = "DistributionOriginAccess";
    public const string DistributionDefaultTimeToLive = "DistributionDefaultTimeToLive";
    public const string DistributionCacheKey = "DistributionCacheKey";
    public const string DistributionHttpsOnly = "DistributionHttpsOnly";
    public const string DistributionTlsVersion = "DistributionTlsVersion";
    public const string DistributionCompression = "DistributionCompression";

    public const string RolePermissions = "RolePermissions";
    public const string RoleLeastPrivilege = "RoleLeastPrivilege";

    public const string ImageModel = "ImageModel";

    public const string RecordStore = "RecordStore";
    public const string RecordIndexes = "RecordIndexes";
    public const string StorePair = "StorePair";

    public const string GroupCapacity = "GroupCapacity";
    public const string GroupHealth = "GroupHealth";
    public const string GroupZones = "GroupZones";
    public const string GroupScaling = "GroupScaling";

    public const string AlarmUploadFailures = "AlarmUploadFailures";
    public const string AlarmCacheHitRatio = "AlarmCacheHitRatio";
    public const string AlarmBucketQuota = "AlarmBucketQuota";
    public const string AlarmClientErrorRate = "AlarmClientErrorRate";
    public const string Dashboard = "Dashboard";

    public const string RoundTrip = "RoundTrip";

    public static readonly IReadOnlyList<string> Bucket =
        [BucketExists, BucketVersioning, BucketEncryption, BucketPublicAccess, BucketOwnership, BucketCors, BucketRequestMetrics];

    public static readonly IReadOnlyList<string> BucketPolicy = [BucketTlsOnly, BucketReaders];

    public static readonly IReadOnlyList<string> Lifecycle =
    [
        LifecycleStandardInfrequentAccess, LifecycleGlacierInstantRetrieval, LifecycleSmallImages, LifecycleExpiration, LifecyclePermanentImages,
        LifecycleNoncurrentVersions, LifecycleIncompleteUploads, LifecycleTrash,
    ];

    public static readonly IReadOnlyList<string> Distribution =
    [
        DistributionDeployed, DistributionOrigin, DistributionOriginAccess, DistributionDefaultTimeToLive, DistributionCacheKey,
        DistributionHttpsOnly, DistributionTlsVersion, DistributionCompression,
    ];

    public static readonly IReadOnlyList<string> Role = [RolePermissions, RoleLeastPrivilege];

    public static readonly IReadOnlyList<string> Group = [GroupCapacity, GroupHealth, GroupZones, GroupScaling];
}
