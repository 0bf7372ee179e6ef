using Amazon.Runtime;
using ImageStorage.Aws.Errors;
using ImageStorage.Aws.Protocol;

// See CloudFront.cs. As in the SDK, null means absent from the answer, or not sent.
namespace Amazon.CloudFront.Model;

/// <summary>Which distribution.</summary>
internal sealed class GetDistributionRequest : AmazonWebServiceRequest
{
    public required string Id { get; set; }
}

/// <summary>A distribution.</summary>
internal sealed class GetDistributionResponse : AmazonWebServiceResponse
{
    public Distribution? Distribution { get; set; }

    public string? ETag { get; set; }
}

/// <summary>Which distribution.</summary>
internal sealed class GetDistributionConfigRequest : AmazonWebServiceRequest
{
    public required string Id { get; set; }
}

/// <summary>How a distribution is set up.</summary>
internal sealed class GetDistributionConfigResponse : AmazonWebServiceResponse
{
    public DistributionConfig? DistributionConfig { get; set; }

    public string? ETag { get; set; }
}

/// <summary>Which distributions are listed.</summary>
internal sealed class ListDistributionsRequest : AmazonWebServiceRequest
{
    public string? Marker { get; set; }

    public string? MaxItems { get; set; }
}

/// <summary>Distributions, or a page of them.</summary>
internal sealed class ListDistributionsResponse : AmazonWebServiceResponse
{
    public DistributionList? DistributionList { get; set; }
}

/// <summary>Which origin access control.</summary>
internal sealed class GetOriginAccessControlRequest : AmazonWebServiceRequest
{
    public required string Id { get; set; }
}

/// <summary>An origin access control.</summary>
internal sealed class GetOriginAccessControlResponse : AmazonWebServiceResponse
{
    public OriginAccessControl? OriginAccessControl { get; set; }

    public string? ETag { get; set; }
}

/// <summary>Which cache policy.</summary>
internal sealed class GetCachePolicyRequest : AmazonWebServiceRequest
{
    public required string Id { get; set; }
}

/// <summary>A cache policy.</summary>
internal sealed class GetCachePolicyResponse : AmazonWebServiceResponse
{
    public CachePolicy? CachePolicy { get; set; }

    public string? ETag { get; set; }
}

/// <summary>Which response headers policy.</summary>
internal sealed class GetResponseHeadersPolicyRequest : AmazonWebServiceRequest
{
    public required string Id { get; set; }
}

/// <summary>A response headers policy.</summary>
internal sealed class GetResponseHeadersPolicyResponse : AmazonWebServiceResponse
{
    public ResponseHeadersPolicy? ResponseHeadersPolicy { get; set; }

    public string? ETag { get; set; }
}

/// <summary>Which distribution's additional metrics.</summary>
internal sealed class GetMonitoringSubscriptionRequest : AmazonWebServiceRequest
{
    public required string DistributionId { get; set; }
}

/// <summary>Whether a distribution sends additional metrics.</summary>
internal sealed class GetMonitoringSubscriptionResponse : AmazonWebServiceResponse
{
    public MonitoringSubscription? MonitoringSubscription { get; set; }
}

/// <summary>The paths to remove from a distribution's caches.</summary>
internal sealed class CreateInvalidationRequest : AmazonWebServiceRequest
{
    public required string DistributionId { get; set; }

    public required InvalidationBatch InvalidationBatch { get; set; }
}

/// <summary>The invalidation that was created.</summary>
internal sealed class CreateInvalidationResponse : AmazonWebServiceResponse
{
    public Invalidation? Invalidation { get; set; }

    public string? Location { get; set; }
}

/// <summary>The paths to invalidate.</summary>
internal sealed class InvalidationBatch
{
    public Paths? Paths { get; set; }

    /// <summary>Identifies the invalidation: a request with the same reference does not create another one.</summary>
    public string? CallerReference { get; set; }
}

/// <summary>Paths, which may end in <c>*</c>.</summary>
internal sealed class Paths
{
    public int? Quantity { get; set; }

    [WireNames(Item = "Path")]
    public List<string>? Items { get; set; }
}

/// <summary>The paths being removed from a distribution's caches.</summary>
internal sealed class Invalidation
{
    public string? Id { get; set; }

    /// <summary><c>InProgress</c> or <c>Completed</c>.</summary>
    public string? Status { get; set; }

    public DateTime? CreateTime { get; set; }

    public InvalidationBatch? InvalidationBatch { get; set; }
}

/// <summary>There is no such distribution.</summary>
internal sealed class NoSuchDistributionException(ServiceError error, Exception? innerException)
    : AmazonCloudFrontException(error, innerException);

/// <summary>There is no such origin access control.</summary>
internal sealed class NoSuchOriginAccessControlException(ServiceError error, Exception? innerException)
    : AmazonCloudFrontException(error, innerException);

/// <summary>There is no such cache policy.</summary>
internal sealed class NoSuchCachePolicyException(ServiceError error, Exception? innerException)
    : AmazonCloudFrontException(error, innerException);

/// <summary>There is no such response headers policy.</summary>
internal sealed class NoSuchResponseHeadersPolicyException(ServiceError error, Exception? innerException)
    : AmazonCloudFrontException(error, innerException);

/// <summary>There is no such subscription to additional metrics.</summary>
internal sealed class NoSuchMonitoringSubscriptionException(ServiceError error, Exception? innerException)
    : AmazonCloudFrontException(error, innerException);
