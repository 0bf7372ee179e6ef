// See CloudFront.cs. As in the SDK, null means absent from the answer, or not sent.
namespace Amazon.CloudFront.Model;

/// <summary>A distribution.</summary>
internal sealed class Distribution
{
    public string? Id { get; set; }

    public string? ARN { get; set; }

    /// <summary><c>Deployed</c> or <c>InProgress</c>.</summary>
    public string? Status { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public int? InProgressInvalidationBatches { get; set; }

    public string? DomainName { get; set; }

    public DistributionConfig? DistributionConfig { get; set; }
}

/// <summary>Distributions, or a page of them.</summary>
internal sealed class DistributionList
{
    public string? Marker { get; set; }

    public string? NextMarker { get; set; }

    public int? MaxItems { get; set; }

    public bool? IsTruncated { get; set; }

    public int? Quantity { get; set; }

    public List<DistributionSummary>? Items { get; set; }
}

/// <summary>A distribution in a list.</summary>
internal sealed class DistributionSummary
{
    public string? Id { get; set; }

    public string? ARN { get; set; }

    public string? Status { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public string? DomainName { get; set; }

    public Aliases? Aliases { get; set; }

    public Origins? Origins { get; set; }

    public DefaultCacheBehavior? DefaultCacheBehavior { get; set; }

    public string? Comment { get; set; }

    public string? PriceClass { get; set; }

    public bool? Enabled { get; set; }

    public ViewerCertificate? ViewerCertificate { get; set; }

    public string? WebACLId { get; set; }

    public string? HttpVersion { get; set; }

    public bool? IsIPV6Enabled { get; set; }
}

/// <summary>How a distribution is set up.</summary>
internal sealed class DistributionConfig
{
    public string? CallerReference { get; set; }

    public Aliases? Aliases { get; set; }

    public string? DefaultRootObject { get; set; }

    public Origins? Origins { get; set; }

    public DefaultCacheBehavior? DefaultCacheBehavior { get; set; }

    public CacheBehaviors? CacheBehaviors { get; set; }

    public CustomErrorResponses? CustomErrorResponses { get; set; }

    public string? Comment { get; set; }

    public LoggingConfig? Logging { get; set; }

    public string? PriceClass { get; set; }

    public bool? Enabled { get; set; }

    public ViewerCertificate? ViewerCertificate { get; set; }

    public string? WebACLId { get; set; }

    public string? HttpVersion { get; set; }

    public bool? IsIPV6Enabled { get; set; }
}

/// <summary>Further host names.</summary>
internal sealed class Aliases
{
    public int? Quantity { get; set; }

    public List<string>? Items { get; set; }
}

/// <summary>Where a distribution has its objects from.</summary>
internal sealed class Origins
{
    public int? Quantity { get; set; }

    public List<Origin>? Items { get; set; }
}

/// <summary>Where a distribution has objects from.</summary>
internal sealed class Origin
{
    public string? Id { get; set; }

    public string? DomainName { get; set; }

    public string? OriginPath { get; set; }

    public S3OriginConfig? S3OriginConfig { get; set; }

    public int? ConnectionAttempts { get; set; }

    /// <summary>In seconds.</summary>
    public int? ConnectionTimeout { get; set; }

    public OriginShield? OriginShield { get; set; }

    /// <summary>Empty for none.</summary>
    public string? OriginAccessControlId { get; set; }
}

/// <summary>A bucket as an origin.</summary>
internal sealed class S3OriginConfig
{
    /// <summary>The older kind of access; empty for none.</summary>
    public string? OriginAccessIdentity { get; set; }
}

/// <summary>A further cache before an origin.</summary>
internal sealed class OriginShield
{
    public bool? Enabled { get; set; }

    public string? OriginShieldRegion { get; set; }
}

/// <summary>The cache behavior of some paths.</summary>
internal sealed class CacheBehaviors
{
    public int? Quantity { get; set; }

    public List<CacheBehavior>? Items { get; set; }
}

/// <summary>The cache behavior of all other paths.</summary>
internal sealed class DefaultCacheBehavior
{
    public string? TargetOriginId { get; set; }

    public string? ViewerProtocolPolicy { get; set; }

    public AllowedMethods? AllowedMethods { get; set; }

    public bool? Compress { get; set; }

    public string? CachePolicyId { get; set; }

    public string? OriginRequestPolicyId { get; set; }

    public string? ResponseHeadersPolicyId { get; set; }
}

/// <summary>The cache behavior of some paths.</summary>
internal sealed class CacheBehavior
{
    public string? PathPattern { get; set; }

    public string? TargetOriginId { get; set; }

    public string? ViewerProtocolPolicy { get; set; }

    public AllowedMethods? AllowedMethods { get; set; }

    public bool? Compress { get; set; }

    public string? CachePolicyId { get; set; }

    public string? OriginRequestPolicyId { get; set; }

    public string? ResponseHeadersPolicyId { get; set; }
}

/// <summary>The methods that pass.</summary>
internal sealed class AllowedMethods
{
    public int? Quantity { get; set; }

    public List<string>? Items { get; set; }
}

/// <summary>The responses that replace errors.</summary>
internal sealed class CustomErrorResponses
{
    public int? Quantity { get; set; }

    public List<CustomErrorResponse>? Items { get; set; }
}

/// <summary>The response that replaces an error.</summary>
internal sealed class CustomErrorResponse
{
    public int? ErrorCode { get; set; }

    public string? ResponsePagePath { get; set; }

    public string? ResponseCode { get; set; }

    /// <summary>In seconds.</summary>
    public long? ErrorCachingMinTTL { get; set; }
}

/// <summary>Where requests are logged.</summary>
internal sealed class LoggingConfig
{
    public bool? Enabled { get; set; }

    public bool? IncludeCookies { get; set; }

    public string? Bucket { get; set; }

    public string? Prefix { get; set; }
}

/// <summary>The certificate that browsers see.</summary>
internal sealed class ViewerCertificate
{
    public bool? CloudFrontDefaultCertificate { get; set; }

    public string? ACMCertificateArn { get; set; }

    public string? SSLSupportMethod { get; set; }

    public string? MinimumProtocolVersion { get; set; }
}
